public class Main {
  static long distance(String one, String other) {
    int[] letters = other.codePoints().toArray();
    int[] row = new int[letters.length + 1]; // from the beginning of `one` so far to each beginning of `other`
    for (int j = 0; j < row.length; j++) row[j] = j;
    for (int letter : one.codePoints().toArray()) {
      int diagonal = row[0]++;
      for (int j = 1; j < row.length; j++) {
        int above = row[j];
        row[j] = letter == letters[j - 1] ? diagonal : 1 + Math.min(diagonal, Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[letters.length];
  }
}
