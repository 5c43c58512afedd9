//===-- DtypeTest.cpp - names and classes of elements ---------------------===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "shape/dtype.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>

namespace {

bool admits(const std::string &wanted, const std::string &name) {
  using shape::detail::slice;
  return shape::is_in_dtype_class(slice(name.data(), name.size()),
                                  slice(wanted.data(), wanted.size()));
}

TEST(Dtype, NamesOfTypes) {
  EXPECT_STREQ(shape::dtype_name<float>(), "float32");
  EXPECT_STREQ(shape::dtype_name<const double>(), "float64");
  EXPECT_STREQ(shape::dtype_name<bool>(), "bool");
  EXPECT_STREQ(shape::dtype_name<long long>(), "int64");
  EXPECT_STREQ(shape::dtype_name<std::uint8_t>(), "uint8");
  EXPECT_STREQ(shape::dtype_name<std::complex<float>>(), "complex64");
  EXPECT_EQ(shape::dtype_name<std::string>(), nullptr);
}

TEST(Dtype, AClassThatIsNotKnownAdmitsAll) {
  EXPECT_TRUE(admits("Quantised", "float32"));
  EXPECT_TRUE(admits("Shaped", "anything"));
}

// The table that the tests of conformance carry: class -> names.
std::map<std::string, std::string> readTable() {
  std::ifstream file(SHAPETIDY_TEST_DATA "/conformance/jaxtyping_cases.json");
  std::stringstream all;
  all << file.rdbuf();
  std::string text = all.str();
  std::size_t begin = text.find("\"dtype_table\": {");
  text = text.substr(begin, text.find('}', begin) - begin);
  std::map<std::string, std::string> table;
  std::regex row("\"(\\w+)\":\\s*\\[([^\\]]*)\\]");
  for (std::sregex_iterator i(text.begin(), text.end(), row), end; i != end;
       ++i)
    table[(*i)[1]] = (*i)[2];
  return table;
}

TEST(Dtype, ClassesAreJaxtypings) {
  std::map<std::string, std::string> table = readTable();
  ASSERT_EQ(table.size(), 34u);
  std::map<std::string, bool> names;
  std::regex name("\"(\\w+)\"");
  for (const auto &row : table)
    for (std::sregex_iterator i(row.second.begin(), row.second.end(), name),
         end;
         i != end; ++i)
      names[(*i)[1]] = true;
  for (const auto &row : table)
    for (const auto &each : names) {
      bool listed =
          row.second.find("\"" + each.first + "\"") != std::string::npos;
      EXPECT_EQ(admits(row.first, each.first), listed)
          << row.first << " " << each.first;
    }
}

} // namespace
