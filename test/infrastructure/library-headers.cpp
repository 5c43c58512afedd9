// The insides of a modelled library are not reported, however it is included;
// everybody else's headers are, and so is the main file.
//
// RUN: %exit 1 %shape_tidy --header-filter=.* %s -- -I%annotations_include -I%S/Inputs -isystem %S/../mocks > %t 2>&1
// RUN: FileCheck --input-file=%t --implicit-check-not=warning: %s

#include <cstddef>
using std::size_t;
#include "library.h"

namespace Eigen {
// CHECK-DAG: library.h:9:{{.*}}: warning: shapes do not broadcast
// CHECK-DAG: library-headers.cpp:[[@LINE+1]]:{{.*}}: warning: shapes do not broadcast
void ours() { torch::zeros({4}) + torch::zeros({5}); }
} // namespace Eigen

void use() { Eigen::insideTemplate(torch::zeros({2})); }
