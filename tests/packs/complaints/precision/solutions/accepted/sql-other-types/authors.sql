SELECT author AS id FROM views GROUP BY author HAVING bool_or(author = reader) ORDER BY 1;
