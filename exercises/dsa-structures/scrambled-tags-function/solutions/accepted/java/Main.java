import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

public class Main {
  static String[][] group(String[] tags) {
    Map<String, List<String>> groups = new LinkedHashMap<>(); // signature -> tags, in the order in which they first came
    for (String tag : new LinkedHashSet<>(Arrays.asList(tags))) {
      char[] letters = tag.toCharArray();
      Arrays.sort(letters);
      groups.computeIfAbsent(new String(letters), signature -> new ArrayList<>()).add(tag);
    }
    return groups.values().stream().map(group -> group.toArray(new String[0])).toArray(String[][]::new);
  }
}
