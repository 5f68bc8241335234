// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/draft/resourcetable.h"
#include "tests/support/sampledraft.h"
#include "tests/support/warnings.h"
#include "ui/draft/resourcegrid.h"
#include "ui/draft/resourceview.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

namespace Fullstate {

/// A shown and active ResourceView on a SampleDraft for each test function.
class ResourceViewTest : public QObject
{
    Q_OBJECT

protected:
    ResourceGrid &grid() { return m_view->grid(); }
    QModelIndex cell(int row, const char *field) const
    {
        return m_view->grid().model()->index(row, m_table->columnOf(QString::fromLatin1(field)));
    }
    void stand(int row, const char *field)
    {
        grid().setCurrentIndex(cell(row, field));
        grid().setFocus();
    }
    void choose(int top, const char *left, int bottom, const char *right)
    {
        stand(top, left);
        grid().selectionModel()->select(QItemSelection(cell(top, left), cell(bottom, right)),
                                        QItemSelectionModel::ClearAndSelect);
    }
    QString lastSaid() const { return m_said->isEmpty() ? QString() : m_said->last().first().toString(); }

    std::unique_ptr<SampleDraft> m_sample;
    std::unique_ptr<ResourceTable> m_table;
    std::unique_ptr<ResourceView> m_view;
    std::unique_ptr<QSignalSpy> m_said;

private Q_SLOTS:
    void init()
    {
        failOnWarnings();
        m_sample = std::make_unique<SampleDraft>();
        m_table = std::make_unique<ResourceTable>(m_sample->draft());
        m_view = std::make_unique<ResourceView>();
        m_said = std::make_unique<QSignalSpy>(m_view.get(), &ResourceView::said);
        m_view->setTable(m_table.get());
        new QAbstractItemModelTester(grid().model(), m_view.get());
        m_view->resize(1600, 400);
        m_view->show();
        m_view->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    }
    void cleanup()
    {
        m_said.reset();
        m_view.reset();
        m_table.reset();
        m_sample.reset();
    }
};

} // namespace Fullstate
