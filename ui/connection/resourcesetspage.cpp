// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/resourcesetspage.h"

#include "ui/connection/resourcesetseditor.h"

#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

namespace Fullstate {

static QLabel *wrapped(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

ResourceSetsPage::ResourceSetsPage(ConnectionDraft &draft, const Catalog &catalog,
                                   std::vector<Connection> existing, QWidget *parent)
    : QWizardPage(parent)
    , m_draft(draft)
    , m_existing(std::move(existing))
    , m_editor(new ResourceSetsEditor(catalog, true, this))
    , m_note(wrapped({}, this))
    , m_next(wrapped({}, this))
{
    setTitle(tr("Resource sets"));
    setSubTitle(tr("What the application declares in the Developer Console, tab Resources. Each resource "
                   "there has a type and a resource ID."));
    m_note->setObjectName(QStringLiteral("note"));
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_editor, 1);
    layout->addWidget(m_note);
    layout->addWidget(m_next);
    connect(m_editor, &ResourceSetsEditor::changed, this, [this] {
        explainState();
        Q_EMIT completeChanged();
    });
    explainState();
}

void ResourceSetsPage::initializePage()
{
    if (m_editor->isEmpty())
        m_editor->addFirst();
    m_next->setText(
        m_draft.connection.kind == Connection::Kind::Public
            ? tr("The next page tries the connection: it reads each resource set. Nothing in the tenant of "
                 "the customer changes.")
            : tr("The next page tries the connection: it asks for an access token and reads each resource "
                 "set. Nothing in the tenant changes. But an application has one access token at a time: if "
                 "another program uses the same client ID, its token stops working at that moment, and it "
                 "has to ask for a new one."));
    explainState();
    QMetaObject::invokeMethod( // once the page is shown, which takes the focus to its first field
        this, [this] { m_editor->edit(0); }, Qt::QueuedConnection);
}

QString ResourceSetsPage::note() const
{
    QStringList notes;
    const QString tokens = m_draft.connection.tokenKey(); // of the application and, if any, the customer
    const std::vector<ResourceSet> typed = m_editor->sets();
    for (const ResourceSet &set : typed) {
        for (const Connection &other : m_existing) {
            const bool isKnown = std::any_of(
                other.resourceSets.begin(), other.resourceSets.end(), [&set](const ResourceSet &its) {
                    return its.typeName == set.typeName && its.resourceId == set.resourceId;
                });
            if (isKnown && other.tokenKey() == tokens)
                notes.append(
                    tr("“%1” has %2 of the same application already. A second connection to it has a "
                       "draft of its own: the push of one would take back the push of the other.")
                        .arg(other.name, set.resourceId));
        }
    }
    return notes.join(u'\n');
}

void ResourceSetsPage::explainState()
{
    const QString problem = m_editor->problem();
    const QString text = problem.isEmpty() ? note() : problem;
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
}

bool ResourceSetsPage::isComplete() const
{
    return m_editor->isComplete();
}

bool ResourceSetsPage::validatePage()
{
    m_draft.connection.resourceSets = m_editor->sets();
    return true;
}

} // namespace Fullstate
