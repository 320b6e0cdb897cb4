SELECT a.id AS "Id" FROM days AS a JOIN days AS b ON b.day = a.day - 1 WHERE a.degrees > b.degrees;
