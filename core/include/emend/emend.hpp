#pragma once

// Everything the engine offers. Include the single headers where compile time counts.

#include "emend/algebra.hpp"
#include "emend/apply.hpp"
#include "emend/bulk.hpp"
#include "emend/diff.hpp"
#include "emend/document.hpp"
#include "emend/equal.hpp"
#include "emend/error.hpp"
#include "emend/limits.hpp"
#include "emend/merge.hpp"
#include "emend/merge3.hpp"
#include "emend/patch.hpp"
#include "emend/pointer.hpp"
#include "emend/text.hpp"
#include "emend/text_algebra.hpp"
#include "emend/text_values.hpp"
