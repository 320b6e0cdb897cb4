DELETE FROM comments WHERE NOT EXISTS (SELECT 1 FROM posts WHERE posts.key = comments.post);
