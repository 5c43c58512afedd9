#include <torch.h>

namespace Eigen {
inline void inside() { torch::zeros({2}) + torch::zeros({3}); }
template <typename T> void insideTemplate(T x) { x + torch::zeros({3}); }
} // namespace Eigen

namespace mine {
inline void outside() { torch::zeros({2}) + torch::zeros({3}); }
} // namespace mine
