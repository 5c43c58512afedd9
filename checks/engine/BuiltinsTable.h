//===-- BuiltinsTable.h - Every built-in, declared --------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// One function for each name that `transfer` may have; the table with their
// roles is in BuiltinsTable.cpp, the rule each follows is cited where it is
// defined.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_BUILTINSTABLE_H
#define SHAPETIDY_CHECKS_ENGINE_BUILTINSTABLE_H

#include "llvm/ADT/ArrayRef.h"

namespace clang {
class CXXRecordDecl;
} // namespace clang

namespace shapetidy {

class BuiltinCall;
class Value;

namespace builtins {

// BuiltinsPointwise.cpp
void pointwise(BuiltinCall &Call);
void broadcastInto(BuiltinCall &Call);
void same(BuiltinCall &Call);
void forward(BuiltinCall &Call);
void alongAxis(BuiltinCall &Call);
void reduce(BuiltinCall &Call);
void sameSizes(BuiltinCall &Call);

// BuiltinsReshape.cpp
void reshape(BuiltinCall &Call);
void view(BuiltinCall &Call);
void flatten(BuiltinCall &Call);
void expand(BuiltinCall &Call);

// BuiltinsViews.cpp
void permute(BuiltinCall &Call);
void transposeAxes(BuiltinCall &Call);
void moveAxis(BuiltinCall &Call);
void squeeze(BuiltinCall &Call);
void unsqueeze(BuiltinCall &Call);
void select(BuiltinCall &Call);
void narrow(BuiltinCall &Call);
void slice(BuiltinCall &Call);

// BuiltinsJoin.cpp
void cat(BuiltinCall &Call);
void stack(BuiltinCall &Call);

// BuiltinsCreate.cpp
void factory(BuiltinCall &Call);
void literal(BuiltinCall &Call);
void arange(BuiltinCall &Call);
void eye(BuiltinCall &Call);
void options(BuiltinCall &Call);
void scalar(BuiltinCall &Call);
void none(BuiltinCall &Call);
void dtypeOf(BuiltinCall &Call);

// BuiltinsQueries.cpp
void size(BuiltinCall &Call);
void sizes(BuiltinCall &Call);
void rank(BuiltinCall &Call);
void elementCount(BuiltinCall &Call);
void hasAxes(BuiltinCall &Call);
void listItem(BuiltinCall &Call);
void listLength(BuiltinCall &Call);
void emptyList(BuiltinCall &Call);

// BuiltinsRecords.cpp
void record(BuiltinCall &Call);
void setOption(BuiltinCall &Call);
void getOption(BuiltinCall &Call);
void module(BuiltinCall &Call);
/// What \p Held is made of by these arguments; unknown if it is no module with
/// options.
Value moduleOf(const clang::CXXRecordDecl *Held, llvm::ArrayRef<Value> Args);
void pushModule(BuiltinCall &Call);
void extendModules(BuiltinCall &Call);
void sequential(BuiltinCall &Call);
void moduleAt(BuiltinCall &Call);
void moduleCount(BuiltinCall &Call);

// BuiltinsConvolution.cpp
void convolution(BuiltinCall &Call);
void pool(BuiltinCall &Call);
void adaptivePool(BuiltinCall &Call);
void resample(BuiltinCall &Call);
void pad(BuiltinCall &Call);

// BuiltinsIndex.cpp
void ellipsis(BuiltinCall &Call);
void index(BuiltinCall &Call);
void indexPut(BuiltinCall &Call);
void indexSelect(BuiltinCall &Call);
void gather(BuiltinCall &Call);
void scatter(BuiltinCall &Call);
void topk(BuiltinCall &Call);
void oneHot(BuiltinCall &Call);

// BuiltinsSplit.cpp
void split(BuiltinCall &Call);
void chunk(BuiltinCall &Call);
void unbind(BuiltinCall &Call);
void repeat(BuiltinCall &Call);
void repeatInterleave(BuiltinCall &Call);
void meshgrid(BuiltinCall &Call);

// BuiltinsEinsum.cpp
void einsum(BuiltinCall &Call);
void tensordot(BuiltinCall &Call);

// BuiltinsLayers.cpp
void layerNorm(BuiltinCall &Call);
void groupNorm(BuiltinCall &Call);
void batchNorm(BuiltinCall &Call);
void halve(BuiltinCall &Call);
void pixelShuffle(BuiltinCall &Call);
void recurrent(BuiltinCall &Call);
void customFunction(BuiltinCall &Call);
void fourier(BuiltinCall &Call);

// BuiltinsXtensor.cpp
void listOf(BuiltinCall &Call);
void sliceOf(BuiltinCall &Call);
void elementAt(BuiltinCall &Call);
void broadcastShape(BuiltinCall &Call);
void nestedList(BuiltinCall &Call);
void xtensorStore(BuiltinCall &Call);
void xtensorFill(BuiltinCall &Call);
void xtensorAssign(BuiltinCall &Call);
void xtensorView(BuiltinCall &Call);

// BuiltinsFolding.cpp
void unfoldWindows(BuiltinCall &Call);
void foldWindows(BuiltinCall &Call);
void unpool(BuiltinCall &Call);
void fourierAxes(BuiltinCall &Call);

// BuiltinsMdspan.cpp
void ofRank(BuiltinCall &Call);
void extents(BuiltinCall &Call);
void submdspan(BuiltinCall &Call);

// BuiltinsDiagonal.cpp
void diag(BuiltinCall &Call);
void diagonal(BuiltinCall &Call);
void diagEmbed(BuiltinCall &Call);
void unfoldAxis(BuiltinCall &Call);
void crossProduct(BuiltinCall &Call);
void distance(BuiltinCall &Call);

// BuiltinsEigen.cpp
void eigenConstruct(BuiltinCall &Call);
void eigenFactory(BuiltinCall &Call);
void eigenAssign(BuiltinCall &Call);
void eigenResize(BuiltinCall &Call);
void eigenBlock(BuiltinCall &Call);
void eigenDot(BuiltinCall &Call);
void eigenPartialReduce(BuiltinCall &Call);
void eigenPartialOperate(BuiltinCall &Call);
void eigenDiagonal(BuiltinCall &Call);
void eigenComma(BuiltinCall &Call);
void eigenFinished(BuiltinCall &Call);

// BuiltinsEigenParts.cpp
void eigenCoefficient(BuiltinCall &Call);
void eigenReplicate(BuiltinCall &Call);
void eigenReshaped(BuiltinCall &Call);
void eigenContract(BuiltinCall &Call);
void eigenDiagonalOf(BuiltinCall &Call);
void eigenSwap(BuiltinCall &Call);

// BuiltinsMatrix.cpp
void convert(BuiltinCall &Call);
void sized(BuiltinCall &Call);
void sizeList(BuiltinCall &Call);
void join(BuiltinCall &Call);
void eachOperate(BuiltinCall &Call);
void vectorLength(BuiltinCall &Call);
void asVector(BuiltinCall &Call);
void diagonalMatrix(BuiltinCall &Call);

// BuiltinsParts.cpp
void part(BuiltinCall &Call);
void element(BuiltinCall &Call);

// BuiltinsImages.cpp
void image(BuiltinCall &Call);
void imageSize(BuiltinCall &Call);
void imageType(BuiltinCall &Call);
void imagePointwise(BuiltinCall &Call);
void imageReshape(BuiltinCall &Call);
void imageMerge(BuiltinCall &Call);
void imageSplit(BuiltinCall &Call);
void imageResize(BuiltinCall &Call);
void member(BuiltinCall &Call);

// BuiltinsBlas.cpp
void blas(BuiltinCall &Call);

// BuiltinsGgml.cpp
void ggmlRepeat(BuiltinCall &Call);
void ggmlMulMat(BuiltinCall &Call);
void ggmlReshape(BuiltinCall &Call);
void ggmlPermute(BuiltinCall &Call);
void ggmlConcat(BuiltinCall &Call);

} // namespace builtins
} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_BUILTINSTABLE_H
