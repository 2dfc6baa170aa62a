"""One verb a file: the steps put together over a study."""
