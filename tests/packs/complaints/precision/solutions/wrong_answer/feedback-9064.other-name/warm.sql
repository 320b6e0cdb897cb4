SELECT a.id AS day_id FROM days AS a JOIN days AS b ON b.day = a.day - 1 WHERE a.degrees > b.degrees;
