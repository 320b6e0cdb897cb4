SELECT DISTINCT author AS id FROM views WHERE author = reader ORDER BY id;
