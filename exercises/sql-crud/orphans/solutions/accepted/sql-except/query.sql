DELETE FROM comments WHERE post IN (SELECT post FROM comments EXCEPT SELECT key FROM posts);
