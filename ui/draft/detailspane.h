// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/problem.h"
#include "ui/draft/fieldpath.h"

#include <QGroupBox>
#include <QPointer>
#include <functional>

class QFormLayout;
class QHBoxLayout;
class QLabel;
class QScrollArea;
class QToolButton;

namespace Fullstate {

class Draft;

/// Group "Details": every field of one resource as a form, nested ones too, with what the tenant holds where
/// that differs and what is wrong beside the field. Edits go through the draft, one step of undo each.
class DetailsPane final : public QGroupBox
{
    Q_OBJECT

public:
    explicit DetailsPane(QWidget *parent = nullptr);
    ~DetailsPane() override;

    /// Row -1 shows none; \p selected is how many are chosen in the table. Call it again when the row
    /// changed.
    void showResource(Draft *draft, int row, int selected = 1);
    /// Rows are those of the draft.
    void setProblems(std::vector<Problem> problems);

private:
    struct Entry
    {
        FieldPath path;
        QWidget *editor = nullptr; ///< none: a heading
        QLabel *before = nullptr;
        QLabel *problem = nullptr;
    };

    void rebuild(std::vector<FieldPath> paths);
    void addEntry(QFormLayout &form, const FieldPath &path);
    QWidget *createHeading(const FieldPath &path, QWidget *page);
    /// A small button that says what it does to whom; \p edit makes the new value of the path's list.
    QToolButton *addListButton(QHBoxLayout &row, const QString &text, const FieldPath &list,
                               std::function<void(QJsonArray &items)> edit);
    QJsonValue valueOf(const FieldPath &path) const;
    void setValue(const FieldPath &path, const QJsonValue &value, const QString &undoText);
    void refresh();
    void refreshEntry(const Entry &entry);
    QString note(int selected) const;
    QString problemsOf(const FieldPath &path) const;
    void commit(size_t entry);
    void commitPending();

    QPointer<Draft> m_draft;
    int m_row = -1;
    quint64 m_key = 0; ///< of the row shown
    std::vector<Problem> m_problems;
    std::vector<FieldPath> m_paths;
    std::vector<Entry> m_entries;
    QLabel *m_note;
    QScrollArea *m_scroll;
};

} // namespace Fullstate
