// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/schema/problem.h"
#include "ui/draft/headingrow.h"

#include <QGroupBox>
#include <QHash>
#include <QPointer>

class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace Fullstate {

class Draft;

/// Group "Details": every field of one resource as a tree of forms, with what the tenant holds where that
/// differs and what is wrong beside the field. Edits go through the draft, one step of undo each. What stands
/// under a heading is built when it is opened, and what is there stays while others come and go, so that
/// nobody loses the focus or what they were typing.
class DetailsPane final : public QGroupBox
{
    Q_OBJECT

public:
    explicit DetailsPane(QWidget *parent = nullptr);
    ~DetailsPane() override;

    /// Row -1 shows none; \p selected is how many are chosen in the table. Call it again when the row
    /// changed.
    void showResource(Draft *draft, int row, int selected = 1);
    /// What is being typed goes into the draft.
    void takeTyped();
    /// Rows are those of the draft.
    void setProblems(std::vector<Problem> problems);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    bool isShown() const; ///< the row is there and is the one that was shown
    const QJsonObject &resource() const;
    bool isOpen(const FieldPath &path) const;
    void setOpen(const FieldPath &path, bool open);
    /// Puts the rows of \p paths below each other, in place of those that were there.
    void rebuild(const std::vector<FieldPath> &paths);
    void follow(); ///< rebuilds what is not as the resource has it
    DetailsRow *createRow(const FieldPath &path);
    void connectHeading(HeadingRow &heading);
    void orderTabs();
    DetailsRow *rowAt(const FieldPath &path) const; ///< nullptr: it is not shown
    void focusOn(DetailsRow *row);

    QJsonValue valueOf(const FieldPath &path) const;
    bool setValue(const FieldPath &path, const QJsonValue &value, const QString &undoText);
    void addTo(const FieldPath &list);
    void editItem(const FieldPath &item, HeadingRow::Edit edit);
    void editJson(const FieldPath &path);
    void editWholeJson();
    void commit(FieldRow &row);
    void refresh();
    void refreshRow(DetailsRow &row, const QHash<QString, QString> &problems);
    QString note(int selected) const;
    QString beforeOf(const FieldPath &path) const;
    QHash<QString, QString> problemsByField() const;
    void showHelp(QWidget *focus);

    QPointer<Draft> m_draft;
    int m_row = -1;
    quint64 m_key = 0; ///< of the row shown
    std::vector<Problem> m_problems;
    QHash<QString, bool> m_open; ///< what was opened and closed by hand, for as long as the type is shown
    const ResourceType *m_openType = nullptr; ///< whose m_open is
    std::vector<DetailsRow *> m_rows; ///< from the top
    QLabel *m_note;
    QToolButton *m_json;
    QScrollArea *m_scroll;
    QVBoxLayout *m_form = nullptr;
    QLabel *m_help;
};

} // namespace Fullstate
