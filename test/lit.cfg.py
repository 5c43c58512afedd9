"""lit's configuration for every suite below this folder.

  lit test                                   with the programs in build/
  lit -Dbuild=build-19 -Dllvm=19 test/tool   another build, one suite

A test is a .cpp or .test file with RUN lines. Programs under test are reached
through substitutions, so that no test names a path.
"""
import atexit
import os
import shutil
import tempfile

import lit.formats

root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
build = os.path.join(root, lit_config.params.get("build", "build"))
llvm = lit_config.params.get("llvm", "22")
llvm_bin = f"/usr/lib/llvm-{llvm}/bin"

config.name = "ShapeTidy"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".cpp", ".test"]
config.excludes = ["unit", "bench", "fuzz", "broken", "tools", "Inputs", "CMakeLists.txt"]
config.test_source_root = os.path.dirname(os.path.abspath(__file__))
config.test_exec_root = os.path.join(build, "test-output")

shape_tidy = os.path.join(build, "bin", "shape-tidy")
module = os.path.join(build, "lib", "libShapeTidy.so")
clang_tidy = f"{llvm_bin}/clang-tidy"
# For tests of what is searched for in parent folders, of which build/ has too much.
outside = tempfile.mkdtemp(prefix="shapetidy-")
atexit.register(shutil.rmtree, outside, ignore_errors=True)
tools = os.path.join(root, "test", "tools")


def is_sanitized():
    cache = os.path.join(build, "CMakeCache.txt")
    if not os.path.exists(cache):
        return False
    with open(cache, encoding="utf-8") as file:
        return "SHAPETIDY_SANITIZE:BOOL=ON\n" in file.read()


config.environment["PATH"] = os.pathsep.join(
    [os.path.join(build, "bin"), llvm_bin, os.environ.get("PATH", "")])
config.environment["SHAPE_TIDY"] = shape_tidy
config.environment["SHAPE_TIDY_MODULE"] = module
config.environment["CLANG_TIDY"] = clang_tidy
config.environment["SHAPE_CLANGD"] = os.path.join(build, "bin", "shape-clangd")

if is_sanitized():
    # A finding of a sanitizer must not end with the exit code of ours. Clang is
    # built without them, and allocates from what our part of it poisoned.
    config.environment["ASAN_OPTIONS"] = "abort_on_error=1:allow_user_poisoning=0"
    config.environment["LSAN_OPTIONS"] = (
        f"print_suppressions=0:suppressions={os.path.join(tools, 'leaks.supp')}")
    config.environment["UBSAN_OPTIONS"] = "abort_on_error=1:print_stacktrace=1"
    # Stock clang-tidy has no sanitizer's runtime and cannot load this module.
    check_options, clang_tidy_shape = " --no-module", f"{shape_tidy} --checks=-*,shape-*"
else:
    check_options = ""
    clang_tidy_shape = f"{clang_tidy} -load={module} -checks=-*,shape-*"

# Longer names first: %shape_tidy is a prefix of none, %clang_tidy of one.
config.substitutions += [
    ("%check_shape_tidy", f"python3 {tools}/check_shape_tidy.py{check_options}"),
    ("%exit", f"python3 {tools}/expect_exit.py"),
    ("%check_shape_clangd", f"python3 {tools}/check_shape_clangd.py"),
    ("%clang_tidy_shape", clang_tidy_shape),
    ("%clang_tidy", clang_tidy),
    ("%shape_tidy", shape_tidy),
    ("%shape_clangd", os.path.join(build, "bin", "shape-clangd")),
    ("%module", module),
    ("%annotations_include", os.path.join(root, "annotations", "include")),
    ("%tools", tools),
    ("%build", build),
    ("%outside", outside),
    ("%root", root),
    ("%clangxx", f"{llvm_bin}/clang++"),
    ("%llvm", llvm),
    ("%other", "19" if llvm == "22" else "22"),
]

config.available_features.add(f"llvm-{llvm}")
for header, feature in (("/usr/include/torch/csrc/api/include/torch/torch.h", "libtorch"),
                        ("/usr/include/eigen3/Eigen/Dense", "eigen"),
                        ("/usr/include/xtensor/xarray.hpp", "xtensor"),
                        ("/usr/lib/llvm-22/include/c++/v1/mdspan", "libcxx"),
                        ("/usr/include/opencv4/opencv2/core.hpp", "opencv"),
                        ("/usr/include/opencv4/opencv2/imgproc.hpp", "opencv-imgproc"),
                        ("/usr/include/lapacke.h", "lapacke"),
                        ("/usr/include/armadillo", "armadillo"),
                        ("/usr/include/pybind11/embed.h", "pybind11")):
    if os.path.exists(header):
        config.available_features.add(feature)
for line in ("14", "19", "22"):
    if os.path.exists(f"/usr/lib/llvm-{line}/bin/clang-tidy"):
        config.available_features.add(f"clang-tidy-{line}")
if shutil.which("pre-commit"):
    config.available_features.add("pre-commit")
