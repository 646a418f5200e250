"""The only room with SQL: the database seam and the tables behind it."""
