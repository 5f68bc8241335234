// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/draft/draft.h"

#include <QUndoCommand>

namespace Fullstate {

/// Rows that become others, rows that disappear, rows that are appended: one step. Undo does the same
/// backwards.
class RowsCommand final : public QUndoCommand
{
public:
    RowsCommand(Draft &draft, const QString &text)
        : QUndoCommand(text)
        , m_draft(draft)
    {
    }

    /// Where the changes are to be looked for first. It must outlive the step.
    void setLikelyField(const Field *field) { m_likelyField = field; }
    void change(int row, DraftRow after) { m_swaps.emplace_back(row, std::move(after)); }
    /// Call in ascending order of rows.
    void erase(int row) { m_erased.emplace_back(row, m_draft.rows()[static_cast<size_t>(row)]); }
    void append(DraftRow row);
    bool isNothing() const { return m_swaps.empty() && m_erased.empty() && m_appended.empty(); }

    void redo() override;
    void undo() override;

private:
    Draft &m_draft;
    const Field *m_likelyField = nullptr;
    std::vector<std::pair<int, DraftRow>>
        m_swaps; ///< the other side of each, whichever is not in the draft now
    std::vector<std::pair<int, DraftRow>> m_erased; ///< rows as before the step
    std::vector<std::pair<int, DraftRow>> m_appended; ///< rows as after the step
};

/// The whole draft becomes another: a fetch, or throwing everything away.
class StateCommand final : public QUndoCommand
{
public:
    StateCommand(Draft &draft, DraftState after, const QString &text)
        : QUndoCommand(text)
        , m_draft(draft)
        , m_other(std::move(after))
    {
    }

    void redo() override { m_draft.swapState(&m_other); }
    void undo() override { m_draft.swapState(&m_other); }

private:
    Draft &m_draft;
    DraftState m_other;
};

} // namespace Fullstate
