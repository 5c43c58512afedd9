//===-- tree/for_each_field.h - a macro over a list of names ----*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   SHAPE_DETAIL_FOR_EACH(Linear, weight, (act))
//     , SHAPE_DETAIL_FIELD(Linear, weight) , SHAPE_DETAIL_FIELD(Linear, (act))
//
// A macro cannot call itself, but what it leaves can be scanned again: EVAL
// scans often enough for 100 names. The list ends where a name is `()()()`,
// which is a call of END and turns the next step into nothing.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_TREE_FOR_EACH_FIELD_H
#define SHAPE_TREE_FOR_EACH_FIELD_H

#define SHAPE_DETAIL_EVAL0(...) __VA_ARGS__
#define SHAPE_DETAIL_EVAL1(...)                                                \
  SHAPE_DETAIL_EVAL0(SHAPE_DETAIL_EVAL0(SHAPE_DETAIL_EVAL0(__VA_ARGS__)))
#define SHAPE_DETAIL_EVAL2(...)                                                \
  SHAPE_DETAIL_EVAL1(SHAPE_DETAIL_EVAL1(SHAPE_DETAIL_EVAL1(__VA_ARGS__)))
#define SHAPE_DETAIL_EVAL3(...)                                                \
  SHAPE_DETAIL_EVAL2(SHAPE_DETAIL_EVAL2(SHAPE_DETAIL_EVAL2(__VA_ARGS__)))
#define SHAPE_DETAIL_EVAL(...)                                                 \
  SHAPE_DETAIL_EVAL3(SHAPE_DETAIL_EVAL3(SHAPE_DETAIL_EVAL3(__VA_ARGS__)))

#define SHAPE_DETAIL_END(...)
#define SHAPE_DETAIL_NOTHING
#define SHAPE_DETAIL_GET_END2() 0, SHAPE_DETAIL_END
#define SHAPE_DETAIL_GET_END1(...) SHAPE_DETAIL_GET_END2
#define SHAPE_DETAIL_GET_END(...) SHAPE_DETAIL_GET_END1
#define SHAPE_DETAIL_NEXT0(test, next, ...) next SHAPE_DETAIL_NOTHING
#define SHAPE_DETAIL_NEXT1(test, next) SHAPE_DETAIL_NEXT0(test, next, 0)
#define SHAPE_DETAIL_NEXT(test, next)                                          \
  SHAPE_DETAIL_NEXT1(SHAPE_DETAIL_GET_END test, next)

#define SHAPE_DETAIL_STEP0(type, name, peek, ...)                              \
  , SHAPE_DETAIL_FIELD(type, name)                                             \
        SHAPE_DETAIL_NEXT(peek, SHAPE_DETAIL_STEP1)(type, peek, __VA_ARGS__)
#define SHAPE_DETAIL_STEP1(type, name, peek, ...)                              \
  , SHAPE_DETAIL_FIELD(type, name)                                             \
        SHAPE_DETAIL_NEXT(peek, SHAPE_DETAIL_STEP0)(type, peek, __VA_ARGS__)
#define SHAPE_DETAIL_FOR_EACH(type, ...)                                       \
  SHAPE_DETAIL_EVAL(                                                           \
      SHAPE_DETAIL_STEP1(type, __VA_ARGS__, ()()(), ()()(), ()()(), 0))

// (act) is a static field, weight a child.
#define SHAPE_DETAIL_PROBE(...) 0, STATIC
#define SHAPE_DETAIL_SECOND(first, second, ...) second
#define SHAPE_DETAIL_PICK(...) SHAPE_DETAIL_SECOND(__VA_ARGS__)
#define SHAPE_DETAIL_JOIN1(a, b) a##b
#define SHAPE_DETAIL_JOIN(a, b) SHAPE_DETAIL_JOIN1(a, b)
#define SHAPE_DETAIL_BARE(name) name
#define SHAPE_DETAIL_FIELD(type, name)                                         \
  SHAPE_DETAIL_JOIN(SHAPE_DETAIL_FIELD_,                                       \
                    SHAPE_DETAIL_PICK(SHAPE_DETAIL_PROBE name, CHILD, 0))      \
  (type, name)
#define SHAPE_DETAIL_FIELD_CHILD(type, name)                                   \
  ::shape::tree_child(#name, &type::name)
#define SHAPE_DETAIL_FIELD_STATIC(type, name)                                  \
  SHAPE_DETAIL_FIELD_STATIC1(type, SHAPE_DETAIL_BARE name)
#define SHAPE_DETAIL_FIELD_STATIC1(type, name)                                 \
  SHAPE_DETAIL_FIELD_STATIC2(type, name)
#define SHAPE_DETAIL_FIELD_STATIC2(type, name)                                 \
  ::shape::tree_static(#name, &type::name)

#endif // SHAPE_TREE_FOR_EACH_FIELD_H
