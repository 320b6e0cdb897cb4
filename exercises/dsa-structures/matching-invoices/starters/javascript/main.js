const lines = require("fs").readFileSync(0, "latin1").split("\n");
const [count, total] = lines[0].split(" ");
const amounts = lines.slice(1, Number(count) + 1);

// All of these are texts still: amounts[0] is that of invoice 1. Which type of number is wide enough for them?
console.log("?"); // two numbers, or none
