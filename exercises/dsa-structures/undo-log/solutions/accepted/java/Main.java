import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

public class Main {
    /** One edit; `part` is what was typed, or what was really removed. */
    record Edit(boolean typed, String part) {}

    private final StringBuilder text = new StringBuilder();
    private final Deque<Edit> done = new ArrayDeque<>();
    private final Deque<Edit> undone = new ArrayDeque<>();

    private String cut(int size) {
        int left = Math.max(0, text.length() - size);
        String part = text.substring(left);
        text.setLength(left);
        return part;
    }

    private void remember(Edit edit) {
        done.push(edit);
        undone.clear();
    }

    private void apply(Edit edit, boolean appends) {
        if (appends) {
            text.append(edit.part());
        } else {
            cut(edit.part().length());
        }
    }

    private void undo() {
        if (done.isEmpty()) return;
        Edit edit = done.pop();
        apply(edit, !edit.typed());
        undone.push(edit);
    }

    private void redo() {
        if (undone.isEmpty()) return;
        Edit edit = undone.pop();
        apply(edit, edit.typed());
        done.push(edit);
    }

    public static void main(String[] args) throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        var out = new PrintWriter(System.out, false, StandardCharsets.US_ASCII);
        Main field = new Main();
        int count = Integer.parseInt(in.readLine().trim());
        for (int i = 0; i < count; i++) {
            String line = in.readLine();
            String rest = line.length() > 5 ? line.substring(5) : "";
            switch (line.substring(0, 4)) {
                case "TYPE" -> {
                    field.text.append(rest);
                    field.remember(new Edit(true, rest));
                }
                case "BACK" -> field.remember(new Edit(false, field.cut(Integer.parseInt(rest))));
                case "UNDO" -> field.undo();
                case "REDO" -> field.redo();
                default -> {
                    StringBuilder text = field.text;
                    out.print(text.length() + " " + text.substring(Math.max(0, text.length() - 10)) + "\n");
                }
            }
        }
        out.flush();
    }
}
