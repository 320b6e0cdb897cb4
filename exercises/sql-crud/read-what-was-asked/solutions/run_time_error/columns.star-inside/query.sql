WITH m (id, member, town) AS (SELECT * FROM members) SELECT DISTINCT town, member FROM m ORDER BY town, member;
