// What a pure callback may do: 54 cases that are no writes to what outlives it.
//
// RUN: %check_lines
// CHECK-CLEAN

#include <algorithm>
#include <array>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <numeric>
#include <shape/callback.h>
#include <sstream>
#include <string>
#include <vector>

static const shape::ShapeDtype scalar({}, "float64");
#define PURE(...) shape::pure_callback(__VA_ARGS__, scalar, 1.0)

static int limit = 3;
struct Sink {
  std::ostream *to;
  void write(double x) const { *to << x; }
  const Sink &operator<<(double x) const { return *this; }
};
struct Quiet {
  void write(double) const {}
};
struct Table {
  std::vector<double> rows;
  int hits = 0;
  void add(double x) { rows.push_back(x); ++hits; }
  double first() const { return rows.empty() ? 0 : rows[0]; }
};
static double squared(double x) { return x * x; }
static void double_it(double &x) { x *= 2; }
static void fill(std::vector<double> &out, double x) { out.assign(3, x); }
void outside(int &count);
struct Foreign {
  void touch();
};

double logged(double x, const Quiet &sink) {
  sink.write(x);
  return x;
}

void silent(std::vector<double> list, std::map<int, double> map, Table table, std::mutex &mutex, Foreign &foreign) {
  int calls = 0;
  PURE(squared);
  PURE([](double x) { return x; });
  PURE([](double x) { x += 1; return x; });
  PURE([](double x) { int n = 0; ++n; n += 2; return x + n; });
  PURE([](double x) { std::vector<double> v; v.push_back(x); v[0] = 2; return v[0]; });
  PURE([](double x) { double y[2] = {x, x}; y[0] = 1; *y = 2; return y[1]; });
  PURE([](double x) { double *p = &x; *p = 1; return x; });
  PURE([](double x) { double &r = x; r = 1; return x; });
  PURE([](double x) { double_it(x); return x; });
  PURE([](double x) { std::vector<double> v; fill(v, x); return v[0]; });
  PURE([](double x) { Table t; t.add(x); t.hits = 2; return t.first(); });
  PURE([](double x) { auto p = std::make_unique<double>(x); *p = 2; return *p; });
  PURE([](double x) { auto p = std::make_shared<double>(x); *p = 2; return *p; });
  PURE([](double x) { double *p = new double(x); *p = 1; double y = *p; delete p; return y; });
  PURE([](double x) { std::ostringstream s; s << x; return x; });
  PURE([](double x) { std::string s; s += "a"; s.append("b"); return x; });
  PURE([&](double x) { return x + calls; });
  PURE([&](double x) { return x + list[0] + list.size(); });
  PURE([&](double x) { for (double each : list) x += each; return x; });
  PURE([&](double x) { for (const double &each : list) x += each; return x; });
  PURE([&](double x) { auto it = list.begin(); ++it; return x + *it; });
  PURE([&](double x) { auto found = map.find(1); return found == map.end() ? x : found->second; });
  PURE([&](double x) { return x + map.at(3) + table.first(); });
  PURE([&](double x) { std::vector<double> own = list; own.push_back(x); own[0] = x; return own[0]; });
  PURE([&](double x) { return std::accumulate(list.begin(), list.end(), x); });
  PURE([list](double x) { return x + list[0]; });
  PURE([list](double x) mutable -> double { return x; }(1.0) > 0 ? squared : squared);
  PURE([calls](double x) { int mine = calls; ++mine; return x + mine; });
  PURE([](double x) { return x + limit; });
  PURE([](double x) { static const double scale = 3; return x * scale; });
  PURE([](double x) { std::cout << x; std::cerr << "debug\n"; return x; });
  PURE([&](double x) { std::lock_guard<std::mutex> guard(mutex); return x; });
  PURE([&](double x) { outside(calls); return x; });
  PURE([&](double x) { foreign.touch(); return x; });
  PURE([](double x) { auto bump = [n = 0]() mutable { return ++n; }; return x + bump(); });
  PURE([](double x) { auto add = [&](double y) { x += y; }; add(1); return x; });
  PURE([](double x) { std::array<double, 2> a{x, x}; std::swap(a[0], a[1]); std::fill(a.begin(), a.end(), x); return a[0]; });
  PURE([](double x) { return x + sizeof(limit = 3); });
  PURE([](double x) { if constexpr (sizeof(x) == 1) limit = 3; return x; });
  shape::pure_callback([](double x, const Quiet &sink) { sink.write(x); return x; }, scalar, 1.0, Quiet{});
  shape::pure_callback(logged, scalar, 1.0, Quiet{});
  Sink sink{&std::cerr};
  PURE([&sink](double x) { sink << x; return x; });
}

// Logging: to a sink that is an argument, or captured, and constant; and to files.
struct Writer {
  virtual ~Writer() = default;
  virtual void write(double x) const = 0;
};
struct Format {
  const Writer &to;
  void line(double x) const { to.write(x); }
};
static void logLine(std::ostream &out, double x) { out << "x = " << x << std::endl; }
#define LOGGED(F, SINK) shape::pure_callback(F, scalar, 1.0, SINK)

void logging(const Sink &sink, const Writer &writer, std::ostream &out, std::ofstream &file, const Format &format,
             const std::function<void(double)> &say, void (*tell)(double)) {
  LOGGED([](double x, const Sink &to) { to.write(x); return x; }, sink);
  LOGGED([](double x, const Sink &to) { to << x << 2; return x; }, sink);
  LOGGED([](double x, const Writer &to) { to.write(x); return x; }, writer);
  LOGGED([](double x, const Format &to) { to.line(x); return x; }, format);
  LOGGED([](double x, const std::function<void(double)> &to) { to(x); return x; }, say);
  LOGGED([](double x, std::ostream &to) { to << x; return x; }, std::ref(out));
  PURE([&](double x) { sink.write(x); return x; });
  PURE([&](double x) { writer.write(x); format.line(x); return x; });
  PURE([&](double x) { say(x); tell(x); return x; });
  PURE([&](double x) { out << "x" << x; out.flush(); out.put('c'); return x; });
  PURE([&](double x) { file << x; file.flush(); return x; });
  PURE([&](double x) { logLine(out, x); return x; });
}
