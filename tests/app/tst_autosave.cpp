// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/schema/catalog.h"
#include "app/workspace/autosave.h"
#include "tests/support/workspacesamples.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Fullstate;

/// What was edited is on disk soon, whether or not the editing stops, and at the latest at the end.
class tst_Autosave : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void editIsStored();
    void steadyEditingDoesNotPutItOff();
    void undoIsStored();
    void endStoresWhatIsMissing();
    void tenThousandRows();

private:
    void addOne()
    {
        m_draft->add({account(QStringLiteral("id %1").arg(m_draft->rows().size()))}, QStringLiteral("Add"));
    }

    std::optional<Catalog> m_catalog;
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<Draft> m_draft;
    std::unique_ptr<Autosave> m_autosave;
};

void tst_Autosave::initTestCase()
{
    m_catalog = Catalog::load().value();
}

void tst_Autosave::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_home = std::make_unique<QTemporaryDir>();
    m_workspace = openedSound(m_home->filePath(QStringLiteral("data")));
    m_workspace->saveConnection(sampleConnection());
    m_draft = std::make_unique<Draft>(*m_catalog->find(u"UserAccount"), DraftState());
    m_autosave = std::make_unique<Autosave>(*m_draft, SetId, *m_workspace);
}

void tst_Autosave::cleanup()
{
    m_autosave.reset();
    m_draft.reset();
    m_workspace.reset();
}

void tst_Autosave::editIsStored()
{
    addOne();
    QCOMPARE(text(stored(*m_workspace)), text(DraftState())); // not at once: edits are gathered
    QTRY_COMPARE(text(stored(*m_workspace)), text(m_draft->state()));
}

void tst_Autosave::steadyEditingDoesNotPutItOff()
{
    constexpr int Enough = 500;
    int edits = 0;
    while (stored(*m_workspace).rows.empty() && ++edits < Enough) {
        addOne();
        QTest::qSleep(5);
        QCoreApplication::processEvents();
    }
    QVERIFY(edits < Enough);
}

void tst_Autosave::undoIsStored()
{
    addOne();
    QTRY_COMPARE(stored(*m_workspace).rows.size(), size_t{1});
    m_draft->undoStack().undo();
    QTRY_COMPARE(stored(*m_workspace).rows.size(), size_t{0});
}

void tst_Autosave::endStoresWhatIsMissing()
{
    addOne();
    m_autosave.reset();
    QCOMPARE(text(stored(*m_workspace)), text(m_draft->state()));
}

void tst_Autosave::tenThousandRows()
{
    std::vector<QJsonObject> resources;
    resources.reserve(10'000);
    for (int i = 0; i < 10'000; ++i)
        resources.push_back(account(QStringLiteral("id %1").arg(i), i));
    m_draft->rebase(snapshot(resources));
    QTRY_COMPARE(stored(*m_workspace).rows.size(), size_t{10'000});
    m_draft->edit({{5'000, QStringLiteral("number"), -1}}, QStringLiteral("Edit"));
    m_draft->remove({7});
    m_autosave->saveNow();
    QCOMPARE(text(stored(*m_workspace)), text(m_draft->state()));
}

QTEST_GUILESS_MAIN(tst_Autosave)
#include "tst_autosave.moc"
