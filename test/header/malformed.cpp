// Strings that are right, and one that is not, by the function or the macro.

#include "shape/shape.h"

struct Array {
  long long dim() const { return 1; }
  long long size(long long) const { return 3; }
};

int run(Array &x) {
  shape::expect(x, "n");
  shape::assume(x, "Float32[n] | {a, b} | None | tuple[a,b]");
  SHAPE_EXPECT(x, "2*n+1 *rest");
  SHAPE_ASSUME(x, "n");
  SHAPE_REVEAL(x);
  int y = 0;
  SHAPE_OPAQUE_BEGIN("y: intp")
  y = 3;
  SHAPE_OPAQUE_END
#if defined(FUNCTION)
  shape::expect(x, "#_n");
#elif defined(MACRO)
  SHAPE_EXPECT(x, "#_n");
#endif
  return y;
}
