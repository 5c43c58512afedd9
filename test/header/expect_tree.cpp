// shape::expect on trees, for every compiler and standard; run, too.

#include <shape/expect_tree.h>

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

struct Array {
  std::vector<long long> sizes;
};
template <> struct shape::array_traits<Array> {
  static std::size_t rank(const Array &x) { return x.sizes.size(); }
  static long long extent(const Array &x, std::size_t i) { return x.sizes[i]; }
};
struct Layer {
  Array weight, bias;
};
SHAPE_TREE_NODE(Layer, weight, bias)

static std::string seen;

int main() {
  shape::set_violation_handler([](const char *message) { seen = message; });
  std::vector<Layer> layers{{Array{{4, 3}}, Array{{4}}}};
  std::map<std::string, std::optional<Array>> extra{{"scale", Array{{4}}}};
  shape::expect(layers, "PyTree[Float[out ...], T]");
  SHAPE_EXPECT(extra, "dict[n | None]");
  shape::expect(std::tuple<std::vector<Layer>, int>(layers, 1),
                "tuple[list[PyTree[out ...]], int]");
  bool fits = seen.empty();
  shape::expect(layers, "PyTree[Float[n n] | Float[n]]");
  return fits && seen == "shape::expect: at [0].weight: axis 1 is 3, but 'n' is "
                         "4 from axis 0; the shape there is (4, 3); the string "
                         "is \"PyTree[Float[n n] | Float[n]]\""
             ? 0
             : 1;
}
