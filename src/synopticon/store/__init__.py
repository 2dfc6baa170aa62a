"""What is kept: the database, the archive of blobs and the search index, behind reader and writer protocols."""
