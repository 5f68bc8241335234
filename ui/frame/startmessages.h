// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/error.h"

#include <QMessageBox>
#include <cstdio>

namespace Fullstate {

void print(FILE *file, const QString &text);
void print(FILE *file, const Error &error); ///< with its detail

/// For what goes wrong before the main window is filled and after it. Returns whether the user wants another
/// try.
bool say(const Error &error, QMessageBox::StandardButtons buttons);

} // namespace Fullstate
