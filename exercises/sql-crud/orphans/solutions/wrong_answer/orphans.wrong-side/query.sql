DELETE FROM comments WHERE post IN (SELECT key FROM posts);
