// Every function of shape/callback.h once, for the compilers.

#include "shape/callback.h"

#include <utility>
#include <vector>

struct Array {
  std::vector<long long> sizes;
};
template <> struct shape::array_traits<Array> {
  static std::size_t rank(const Array &x) { return x.sizes.size(); }
  static long long extent(const Array &x, std::size_t i) { return x.sizes[i]; }
};
template <> struct shape::array_batch<Array> {
  static Array element(const Array &x, long long) {
    return {{x.sizes.begin() + 1, x.sizes.end()}};
  }
  static Array stack(const std::vector<Array> &elements) {
    Array result = elements.front();
    result.sizes.insert(result.sizes.begin(),
                        static_cast<long long>(elements.size()));
    return result;
  }
};

int main() {
  const shape::ShapeDtype declared({2});
  auto same = [](const Array &x) { return x; };
  Array one = shape::pure_callback(same, declared, Array{{2}});
  shape::PureCallback each(same, declared);
  shape::PureCallback all(same, declared, shape::vectorized);
  Array two = shape::vmap(shape::vmap(each))(Array{{3, 4, 2}});
  Array three = shape::vmap(all)(Array{{3, 2}});
  Array four = shape::vmap(same)(Array{{3, 2}});
  bool fine = shape::shape_dtype(one) == declared && two.sizes.size() == 3 &&
              three.sizes == four.sizes &&
              shape::is_in_dtype_class("float32", "Inexact");
#if BROKEN == 1
  int calls = 0;
  auto counts = [calls](const Array &x) mutable { return ++calls, x; };
  shape::pure_callback(counts, declared, one);
#endif
  return fine ? 0 : 1;
}
