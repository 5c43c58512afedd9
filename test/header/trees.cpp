// Every function of shape/tree.h once, for the compilers. With BROKEN defined to
// a number, one mistake that must not compile.

#include "shape/shape.h"
#include "shape/tree.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>

namespace net {

struct Layer {
  float weight = 0, bias = 0;
  std::string act;
};
struct Model {
  std::vector<Layer> layers;
  std::map<std::string, Layer> heads;
  std::unordered_map<int, std::optional<float>> scales;
  std::variant<float, Layer> last;
  std::unique_ptr<Model> next;
};
template <class Leaf> struct Pair {
  Leaf a, b;
};

} // namespace net

SHAPE_TREE_NODE(net::Layer, weight, bias, (act))
SHAPE_TREE_NODE(net::Model, layers, heads, scales, last, next)
SHAPE_TREE_NODE_TEMPLATE(net::Pair, a, b)
SHAPE_TREE_LEAF(std::vector<long>)

int main() {
  using namespace shape;
  net::Model model;
  model.layers.resize(2);
  auto twice = [](float x) { return 2 * x; };
  net::Model mapped = tree_map(twice, model);
  mapped = tree_map(std::plus<>(), mapped, model);
  tree_for_each([](float &x) { x += 1; }, mapped);
  auto paths = tree_map_with_path(
      [](const TreePath &path, float) { return path.text(); }, net::Layer());
  auto [leaves, def] = tree_flatten(mapped);
  net::Model back = tree_unflatten(def, leaves);
  auto numbers = tree_unflatten(tree_structure(net::Pair<float>()),
                                std::vector<int>{1, 2});
  net::Pair<int> pair = numbers;
  auto turned = tree_transpose(tree_structure(std::vector<int>(2)),
                               tree_structure(pair), std::vector{pair, pair});
  auto built = build_tree(tree_structure(pair), std::tuple{1.0, 2.0});
  Partial sum(std::plus<>(), 1);
  bool fine = paths.field<&net::Layer::bias>() == ".bias" &&
              tree_leaves(back).size() == def.num_leaves() &&
              turned.b.size() == 2 && built.a < built.b && sum(2) == 3 &&
              all_leaves(leaves) && !tree_leaves_with_path(pair).empty() &&
              tree_reduce(std::plus<>(), pair) == 3 &&
              tree_reduce(std::plus<>(), pair, 1) == 4 &&
              treedef_tuple(def, def).hash() != def.hash() &&
              TreeDef().compose(def) == def && TreeDef().is_prefix_of(def);

#if BROKEN == 1
  tree_map(std::plus<>(), std::tuple{1, 2}, std::tuple{1, 2, 3});
#elif BROKEN == 2
  tree_map(std::plus<>(), std::vector{1, 2}, std::pair{1, 2});
#elif BROKEN == 3
  tree_map([](float) {}, model);
#elif BROKEN == 4
  tree_unflatten(TreeDef(), leaves);
#elif BROKEN == 5
  tree_map(twice, net::Layer()).field<&net::Model::layers>();
#endif
  return fine ? 0 : 1;
}

#if BROKEN == 6
SHAPE_TREE_NODE(net::Layer, weight)
#elif BROKEN == 7
SHAPE_TREE_NODE(net::Gone, weight)
#endif
