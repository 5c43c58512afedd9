// RUN: %check_shape_tidy %s --ignore-notes
// Every form of NOLINT, as for any check of clang-tidy.

struct Tensor {};
void take([[shape("2 3")]] Tensor x);

void unsuppressed([[shape("2 4")]] Tensor y) {
  take(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}} [shape-mismatch]
}

void sameLine([[shape("2 4")]] Tensor y) {
  take(y); // NOLINT
}
void sameLineNamed([[shape("2 4")]] Tensor y) {
  take(y); // NOLINT(shape-mismatch)
}
void sameLineGlob([[shape("2 4")]] Tensor y) {
  take(y); // NOLINT(shape-*)
}
void sameLineOther([[shape("2 4")]] Tensor y) {
  take(y); // NOLINT(shape-dtype)
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}} [shape-mismatch]
}
void nextLine([[shape("2 4")]] Tensor y) {
  // NOLINTNEXTLINE
  take(y);
}
void nextLineNamed([[shape("2 4")]] Tensor y) {
  // NOLINTNEXTLINE(shape-mismatch)
  take(y);
}
// NOLINTBEGIN
void block([[shape("2 4")]] Tensor y) { take(y); }
// NOLINTEND
// NOLINTBEGIN(shape-mismatch)
void blockNamed([[shape("2 4")]] Tensor y) { take(y); }
// NOLINTEND(shape-mismatch)
void wrapped([[shape("2 4")]] Tensor y) {
  take( // the finding is on the argument, two lines down

      y); // NOLINT
}
#define TAKE(X) take(X)
void macro([[shape("2 4")]] Tensor y) {
  TAKE(y); // NOLINT
}
