"""From a value of the identity record to every place where a transcript may mean it."""
