// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QFileDialog;
class QWidget;

namespace Fullstate {

// Each opens a file dialog, which says fileSelected() and goes by itself; nothing waits for it, as
// QFileDialog's own functions do while everything else goes on. \p filter: "CSV files (*.csv)".

/// \p proposed: a file name, with its folder.
QFileDialog *askWhereToSave(QWidget *parent, const QString &title, const QString &proposed,
                            const QString &filter);
QFileDialog *askForFile(QWidget *parent, const QString &title, const QString &folder, const QString &filter);

/// A name for something that comes from the file \p source, next to it: "people" and "-problems.csv".
QString nameBeside(const QString &source, const QString &ending);

} // namespace Fullstate
