// What a pure callback changes: 30 writes, each a finding with the write shown.
//
// RUN: %check_notes

#include <algorithm>
#include <array>
#include <atomic>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <numeric>
#include <shape/callback.h>
#include <sstream>
#include <string>
#include <vector>

static const shape::ShapeDtype scalar({}, "float64");
#define PURE(...) shape::pure_callback(__VA_ARGS__, scalar, 1.0)

int total;
static std::vector<double> seen;
std::atomic<int> counter;
struct Table {
  std::vector<double> rows;
  int hits = 0;
  mutable int reads = 0;
  static int made;
  void add(double x) { rows.push_back(x); }
  double look(double x) const {
    ++reads;
    return x;
  }
  int *slot() { return &hits; }
};

void captures(Table table, Table *pointer, std::vector<double> list, std::map<int, double> map) {
  int calls = 0;
  double last[2] = {0, 0};
  std::string text;
  PURE([&](double x) { ++calls; return x; });
  PURE([&](double x) { return x + calls++; });
  PURE([&calls](double x) { calls = 3; return x; });
  PURE([&](double x) { calls += 2; return x; });
  PURE([&](double x) { last[1] = x; return x; });
  PURE([&](double x) { *last = x; return x; });
  PURE([&](double x) { list.push_back(x); return x; });
  PURE([&](double x) { list[0] = x; return x; });
  PURE([&](double x) { list.at(0) *= x; return x; });
  PURE([&](double x) { *list.begin() = x; return x; });
  PURE([&](double x) { for (double &each : list) each = x; return x; });
  PURE([&](double x) { for (auto it = list.begin(); it != list.end(); ++it) *it = x; return x; });
  PURE([&](double x) { std::fill(list.begin(), list.end(), x); return x; });
  PURE([&](double x) { std::swap(last[0], last[1]); return x; });
  PURE([&](double x) { map[3] = x; return x; });
  PURE([&](double x) { text += "x"; return x; });
  PURE([&](double x) { table.hits = 1; return x; });
  PURE([&](double x) { table.add(x); return x; });
  PURE([&](double x) { *table.slot() = 1; return x; });
  PURE([&](double x) { if (x > 1) calls = 1; return x; });
  PURE([pointer](double x) { pointer->hits++; return x; });
  PURE([pointer](double x) { Table *same = pointer; same->hits = 1; return x; });
  PURE([&](double x) { int &same = calls; same = 1; return x; });
  PURE([&](double x) { int *same = &calls; *same = 1; return x; });
  PURE([&](double x) { auto inner = [&] { ++calls; }; inner(); return x; });
  auto shared = std::make_shared<int>(0);
  PURE([shared](double x) { *shared = 1; return x; });
  std::ostringstream log;
  PURE([&](double x) { log << x; return x; });
}

struct Solver {
  int steps = 0;
  double run(double x) {
    return PURE([this](double y) { ++steps; return y; }) + x;
  }
};

struct Counting {
  mutable int calls = 0;
  int *outside = nullptr;
  double operator()(double x) const { ++calls; return x; }
};
struct Pointing {
  int *outside = nullptr;
  double operator()(double x) const { *outside = 1; return x; }
};

static void bump(int &count) { ++count; }
static void remember(double x) { seen.push_back(x); }
static double helper(double x) { remember(x); return x; }
static double counts(double x) { static int calls = 0; ++calls; return x; }

void elsewhere() {
  int calls = 0;
  PURE([&](double x) { bump(calls); return x; });
  PURE(helper);
  PURE(counts);
  PURE([](double x) { total = 1; return x; });
  PURE([](double x) { counter.fetch_add(1); return x; });
  PURE([](double x) { ++counter; return x; });
  PURE([](double x) { Table::made++; return x; });
  PURE(Counting{});
  PURE(Pointing{&total});
  std::function<double(double)> wrapped = [&](double x) { ++calls; return x; };
  PURE(wrapped);
  shape::PureCallback kept([&](double x) { ++calls; return x; }, scalar);
}
