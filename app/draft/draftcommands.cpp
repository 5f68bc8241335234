// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/draft/draftcommands.h"

namespace Fullstate {

void RowsCommand::append(DraftRow row)
{
    const size_t last = m_draft.rows().size() - m_erased.size() + m_appended.size();
    m_appended.emplace_back(static_cast<int>(last), std::move(row));
}

void RowsCommand::redo()
{
    m_draft.swapRows(&m_swaps, m_likelyField);
    m_draft.eraseRows(m_erased);
    m_draft.insertRows(m_appended);
    Q_EMIT m_draft.changed();
}

void RowsCommand::undo()
{
    m_draft.eraseRows(m_appended);
    m_draft.insertRows(m_erased);
    m_draft.swapRows(&m_swaps, m_likelyField);
    Q_EMIT m_draft.changed();
}

} // namespace Fullstate
