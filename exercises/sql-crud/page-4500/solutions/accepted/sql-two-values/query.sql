SELECT "id", "at", "title" FROM "events"
WHERE ("at", "id") > ((SELECT "at" FROM "marker"), (SELECT "id" FROM "marker"))
ORDER BY 2, 1 LIMIT 4 * 5;
