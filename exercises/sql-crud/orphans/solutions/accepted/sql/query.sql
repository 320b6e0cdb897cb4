DELETE FROM comments WHERE post IS NOT NULL AND NOT EXISTS (SELECT 1 FROM posts WHERE posts.key = comments.post);
