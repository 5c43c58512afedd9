// What a pure callback changes: 42 writes, each a finding.
//
// RUN: %check_lines

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
  shape::pure_callback([&](double x) { ++calls; return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes 'calls', which it captures [shape-callback]
  shape::pure_callback([&](double x) { return x + calls++; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes 'calls', which it captures [shape-callback]
  shape::pure_callback([&calls](double x) { calls = 3; return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes 'calls', which it captures [shape-callback]
  shape::pure_callback([&](double x) { calls += 2; return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes 'calls', which it captures [shape-callback]
  shape::pure_callback([&](double x) { last[1] = x; return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes 'last', which it captures [shape-callback]
  shape::pure_callback([&](double x) { *last = x; return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes 'last', which it captures [shape-callback]
  shape::pure_callback([&](double x) { list.push_back(x); return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes 'list', which it captures [shape-callback]
  shape::pure_callback([&](double x) { list[0] = x; return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes 'list', which it captures [shape-callback]
  shape::pure_callback([&](double x) { list.at(0) *= x; return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes 'list', which it captures [shape-callback]
  shape::pure_callback([&](double x) { *list.begin() = x; return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes 'list', which it captures [shape-callback]
  shape::pure_callback([&](double x) { for (double &each : list) each = x; return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes 'list', which it captures [shape-callback]
  shape::pure_callback([&](double x) { for (auto it = list.begin(); it != list.end(); ++it) *it = x; return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes 'list', which it captures [shape-callback]
  shape::pure_callback([&](double x) { std::fill(list.begin(), list.end(), x); return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes 'list', which it captures [shape-callback]
  shape::pure_callback([&](double x) { std::swap(last[0], last[1]); return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes 'last', which it captures [shape-callback]
  shape::pure_callback([&](double x) { map[3] = x; return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes 'map', which it captures [shape-callback]
  shape::pure_callback([&](double x) { text += "x"; return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes 'text', which it captures [shape-callback]
  shape::pure_callback([&](double x) { table.hits = 1; return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes 'table', which it captures [shape-callback]
  shape::pure_callback([&](double x) { table.add(x); return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes 'table', which it captures [shape-callback]
  shape::pure_callback([&](double x) { *table.slot() = 1; return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes 'table', which it captures [shape-callback]
  shape::pure_callback([&](double x) { if (x > 1) calls = 1; return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes 'calls', which it captures [shape-callback]
  shape::pure_callback([pointer](double x) { pointer->hits++; return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes 'pointer', which it captures [shape-callback]
  shape::pure_callback([pointer](double x) { Table *same = pointer; same->hits = 1; return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes 'pointer', which it captures [shape-callback]
  shape::pure_callback([&](double x) { int &same = calls; same = 1; return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes 'calls', which it captures [shape-callback]
  shape::pure_callback([&](double x) { int *same = &calls; *same = 1; return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes 'calls', which it captures [shape-callback]
  shape::pure_callback([&](double x) { auto inner = [&] { ++calls; }; inner(); return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes 'calls', which it captures [shape-callback]
  auto shared = std::make_shared<int>(0);
  shape::pure_callback([shared](double x) { *shared = 1; return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes 'shared', which it captures [shape-callback]
  auto owned = std::make_shared<Table>();
  shape::pure_callback([owned](double x) { owned->add(x); return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes 'owned', which it captures [shape-callback]
  std::ostringstream log;
  shape::pure_callback([&](double x) { log << x; return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes 'log', which it captures [shape-callback]
}

// A stream that is a string of the program keeps what is written.
static void report(std::ostream &out, double x) { out << x; }
void strings() {
  std::ostringstream log;
  shape::pure_callback([&](double x) { report(log, x); return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes 'log', which it captures [shape-callback]
  std::ostream &same = log;
  same << 1;
  shape::pure_callback([&](double x) { log << "a" << x; return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes 'log', which it captures [shape-callback]
}

struct Solver {
  int steps = 0;
  double run(double x) {
    return shape::pure_callback([this](double y) { ++steps; return y; }, scalar, 1.0) + x;
    // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: pure callback 'lambda' changes 'steps', which it captures [shape-callback]
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
  shape::pure_callback([&](double x) { bump(calls); return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes 'calls', which it captures [shape-callback]
  shape::pure_callback(helper, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'helper' changes the variable 'seen' of the program [shape-callback]
  shape::pure_callback(counts, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'counts' changes its static variable 'calls' [shape-callback]
  shape::pure_callback([](double x) { total = 1; return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes the variable 'total' of the program [shape-callback]
  shape::pure_callback([](double x) { counter.fetch_add(1); return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes the variable 'counter' of the program [shape-callback]
  shape::pure_callback([](double x) { ++counter; return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes the variable 'counter' of the program [shape-callback]
  shape::pure_callback([](double x) { Table::made++; return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes the variable 'made' of the program [shape-callback]
  shape::pure_callback(Counting{}, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'Counting{}' changes 'calls' of its own object [shape-callback]
  shape::pure_callback(Pointing{&total}, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'Pointing{&total}' changes 'outside' of its own object [shape-callback]
  std::function<double(double)> wrapped = [&](double x) { ++calls; return x; };
  shape::pure_callback(wrapped, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'wrapped' changes 'calls', which it captures [shape-callback]
  shape::PureCallback kept([&](double x) { ++calls; return x; }, scalar);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: pure callback 'lambda' changes 'calls', which it captures [shape-callback]
}
