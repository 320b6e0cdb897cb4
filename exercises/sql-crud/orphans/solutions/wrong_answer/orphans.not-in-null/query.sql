DELETE FROM comments WHERE post NOT IN (SELECT key FROM posts);
