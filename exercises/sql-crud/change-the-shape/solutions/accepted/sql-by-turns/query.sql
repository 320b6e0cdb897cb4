ALTER TABLE "people" ADD COLUMN "last_name" TEXT;
ALTER TABLE "people" ADD COLUMN "first_name" TEXT DEFAULT NULL;
UPDATE "people" SET "first_name" = trim("name") WHERE length(trim("name")) > 0;
UPDATE "people" SET "last_name" = trim(substr("first_name", instr("first_name", ' ') + 1)) WHERE "first_name" LIKE '% %';
UPDATE "people" SET "first_name" = substr("first_name", 1, instr("first_name", ' ') - 1) WHERE "last_name" NOT NULL;
ALTER TABLE "people" DROP COLUMN "name";
