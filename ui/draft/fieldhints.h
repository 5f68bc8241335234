// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/resourcetype.h"

namespace Fullstate {

/// What is wrong with the text as a value of the field, in words; empty: nothing to say before it is checked.
QString hintFor(const Field &field, const QString &text);
/// How a text that fits is understood, where that is not plain to see: "Stored as 2026-03-01T09:00:00Z".
QString noteFor(const Field &field, const QString &text);
/// What the field is for, whether it may be left out, and what it takes; a sentence or a few.
QString helpFor(const Field &field);

} // namespace Fullstate
