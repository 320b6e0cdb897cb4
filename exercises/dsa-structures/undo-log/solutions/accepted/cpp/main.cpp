#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

struct Edit {
  bool typed = false;
  std::string part; // what was typed, or what was really removed
};

class Field {
public:
  void type(const std::string& part) {
    text_ += part;
    remember({true, part});
  }

  void back(std::size_t size) {
    const std::size_t left = text_.size() - std::min(size, text_.size());
    remember({false, text_.substr(left)});
    text_.resize(left);
  }

  void undo() {
    if (position_ == 0) return;
    const Edit& edit = history_[--position_];
    apply(edit, !edit.typed);
  }

  void redo() {
    if (position_ == history_.size()) return;
    const Edit& edit = history_[position_++];
    apply(edit, edit.typed);
  }

  void show() const {
    const std::size_t shown = std::min<std::size_t>(10, text_.size());
    std::cout << text_.size() << ' ';
    std::cout.write(text_.data() + (text_.size() - shown), static_cast<std::streamsize>(shown));
    std::cout << '\n';
  }

private:
  void remember(Edit edit) {
    history_.resize(position_);
    history_.push_back(std::move(edit));
    ++position_;
  }

  void apply(const Edit& edit, bool append) {
    if (append) text_ += edit.part;
    else text_.resize(text_.size() - edit.part.size());
  }

  std::string text_;
  std::vector<Edit> history_;
  std::size_t position_ = 0; // edits before it are done, those behind it undone
};

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  std::string line;
  std::getline(std::cin, line);
  Field field;
  for (int left = std::stoi(line); left > 0 && std::getline(std::cin, line); --left) {
    const std::string command = line.substr(0, 4);
    if (command == "TYPE") field.type(line.substr(5));
    else if (command == "BACK") field.back(std::stoul(line.substr(5)));
    else if (command == "UNDO") field.undo();
    else if (command == "REDO") field.redo();
    else field.show();
  }
}
