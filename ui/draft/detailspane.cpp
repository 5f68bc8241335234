// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/detailspane.h"

#include "app/draft/draft.h"
#include "app/draft/resourcetable.h"
#include "app/schema/equality.h"
#include "ui/draft/fieldeditor.h"
#include "ui/draft/nothing.h"

#include <QApplication>
#include <QJsonArray>
#include <QKeyEvent>
#include <QLabel>
#include <QScrollArea>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace Fullstate {

namespace {

constexpr qsizetype FewItems = 3; ///< that are shown open; more than that are a list to choose from
constexpr qsizetype SomeItems = 8; ///< more than that are shown closed, all of them

} // namespace

DetailsPane::DetailsPane(QWidget *parent)
    : QGroupBox(tr("Details"), parent)
    , m_note(new QLabel(this))
    , m_json(new QToolButton(this))
    , m_scroll(new QScrollArea(this))
    , m_help(new QLabel(this))
{
    setObjectName(QStringLiteral("details"));
    m_note->setObjectName(QStringLiteral("detailsNote"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_json->setText(QStringLiteral("{ }"));
    m_json->setAccessibleName(tr("Edit as JSON…"));
    m_json->setToolTip(tr("Edit the whole resource as JSON…"));
    m_json->setAutoRaise(true);
    m_json->setFocusPolicy(Qt::StrongFocus);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setAccessibleName(tr("Fields of the resource"));
    m_help->setObjectName(QStringLiteral("fieldHelp"));
    m_help->setTextFormat(Qt::PlainText);
    m_help->setWordWrap(true);
    m_help->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_help->setMinimumHeight(fontMetrics().lineSpacing() * 4); // so that the form does not jump
    auto *top = new QHBoxLayout;
    top->addWidget(m_note, 1);
    top->addWidget(m_json);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(top);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_help);
    rebuild({});
    m_note->setText(note(0));
    m_json->setEnabled(false);
    connect(m_json, &QToolButton::clicked, this, &DetailsPane::editWholeJson);
    connect(qApp, &QApplication::focusChanged, this,
            [this](QWidget *before, QWidget *now) { showHelp(now ? now : before); });
    showHelp(nullptr);
}

DetailsPane::~DetailsPane()
{
    qApp->disconnect(this);
    m_draft.clear();
    delete m_scroll; // its editors call back when they lose the focus: not later than this
}

bool DetailsPane::isShown() const
{
    // The row may have moved since it was shown; its key has not.
    return m_draft && m_row >= 0 && static_cast<size_t>(m_row) < m_draft->rows().size()
        && m_draft->rows()[static_cast<size_t>(m_row)].key == m_key;
}

const QJsonObject &DetailsPane::resource() const
{
    return m_draft->rows()[static_cast<size_t>(m_row)].resource;
}

void DetailsPane::showResource(Draft *draft, int row, int selected)
{
    const bool exists = draft && row >= 0 && static_cast<size_t>(row) < draft->rows().size();
    const quint64 key = exists ? draft->rows()[static_cast<size_t>(row)].key : 0;
    const bool sameResource = m_draft == draft && m_key == key && exists;
    if (!sameResource)
        takeTyped();
    if (draft && std::exchange(m_openType, &draft->type()) != &draft->type())
        m_open.clear();
    m_draft = draft;
    m_row = exists ? row : -1;
    m_key = key;
    for (DetailsRow *each : m_rows) { // what was typed for another resource is not this one's
        auto *field = qobject_cast<FieldRow *>(each);
        if (!sameResource && field && FieldEditor::editedValue(field->editor()))
            FieldEditor::setValue(field->editor(), QJsonValue::Undefined);
    }
    m_note->setText(note(selected));
    m_json->setEnabled(exists && draft->changeOf(row) != Draft::Change::Removed);
    follow();
}

void DetailsPane::setProblems(std::vector<Problem> problems)
{
    m_problems = std::move(problems);
    refresh();
}

bool DetailsPane::isOpen(const FieldPath &path) const
{
    if (const auto found = m_open.constFind(path.text()); found != m_open.constEnd())
        return *found;
    if (path.kind == FieldPath::Kind::Object)
        return true;
    const FieldPath list = path.kind == FieldPath::Kind::List ? path : path.parent();
    return valueOf(list).toArray().size() <= (path.kind == FieldPath::Kind::List ? SomeItems : FewItems);
}

void DetailsPane::setOpen(const FieldPath &path, bool open)
{
    takeTyped();
    m_open.insert(path.text(), open);
    follow();
}

void DetailsPane::follow()
{
    m_scroll->widget()->setVisible(isShown());
    if (!m_draft)
        rebuild({});
    if (!isShown())
        return; // the form stays for the next one: a filter shows none at one key, and some at the next
    const std::vector<FieldPath> paths =
        fieldPaths(m_draft->type(), resource(), [this](const FieldPath &path) { return isOpen(path); });
    const bool same =
        std::equal(paths.begin(), paths.end(), m_rows.begin(), m_rows.end(),
                   [](const FieldPath &path, const DetailsRow *row) { return row->path() == path; });
    if (!same)
        rebuild(paths);
    refresh();
    if (!same)
        orderTabs();
}

void DetailsPane::rebuild(const std::vector<FieldPath> &paths)
{
    QHash<QString, DetailsRow *> kept;
    for (DetailsRow *row : std::exchange(m_rows, {}))
        kept.insert(row->path().text(), row);
    if (!m_form) {
        auto *page = new QWidget;
        m_form = new QVBoxLayout(page);
        m_form->setContentsMargins(0, 0, 4, 0);
        m_scroll->setWidget(page);
    }
    while (QLayoutItem *item = m_form->takeAt(0))
        delete item;
    for (const FieldPath &path : paths) {
        const auto found = kept.constFind(path.text());
        DetailsRow *row =
            found != kept.constEnd() && (*found)->path() == path ? kept.take(path.text()) : createRow(path);
        m_rows.push_back(row);
        m_form->addWidget(row);
    }
    m_form->addStretch();
    for (DetailsRow *row : std::as_const(kept)) {
        row->disconnect(this);
        row->hide();
        row->deleteLater(); // something in it may be what caused this
    }
}

DetailsRow *DetailsPane::createRow(const FieldPath &path)
{
    QWidget *page = m_scroll->widget();
    DetailsRow *row = nullptr;
    if (path.isHeading()) {
        auto *heading = new HeadingRow(path, page);
        connectHeading(*heading);
        row = heading;
    } else {
        auto *field = new FieldRow(path, page);
        connect(field, &FieldRow::done, this, [this, field] { commit(*field); });
        row = field;
    }
    connect(row, &DetailsRow::jsonWanted, this, [this, path] { editJson(path); });
    row->show();
    return row;
}

void DetailsPane::connectHeading(HeadingRow &heading)
{
    const FieldPath path = heading.path();
    connect(&heading, &HeadingRow::toggled, this, [this, path](bool open) { setOpen(path, open); });
    connect(&heading, &HeadingRow::addWanted, this, [this, path] { addTo(path); });
    connect(&heading, &HeadingRow::editWanted, this,
            [this, path](HeadingRow::Edit edit) { editItem(path, edit); });
    connect(&heading, &HeadingRow::nothingWanted, this, [this, path](const QJsonValue &nothing) {
        takeTyped();
        setValue(path, nothing, tr("Edit %1").arg(path.text()));
    });
}

/// As the rows stand, whatever the order in which they were made.
void DetailsPane::orderTabs()
{
    QWidget *last = m_json;
    for (const DetailsRow *row : m_rows) {
        const QList<QWidget *> inside = row->findChildren<QWidget *>();
        for (QWidget *widget : inside) {
            if (!(widget->focusPolicy() & Qt::TabFocus) || widget->focusProxy() || !widget->isVisibleTo(row))
                continue;
            QWidget::setTabOrder(last, widget);
            last = widget;
        }
    }
}

DetailsRow *DetailsPane::rowAt(const FieldPath &path) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [&path](const DetailsRow *row) { return row->path() == path; });
    return found == m_rows.end() ? nullptr : *found;
}

void DetailsPane::focusOn(DetailsRow *row)
{
    if (!row)
        return;
    row->target()->setFocus(Qt::OtherFocusReason);
    // Only when the form has been laid out anew is it known where the row is.
    QTimer::singleShot(0, row, [this, row] { m_scroll->ensureWidgetVisible(row, 0, 20); });
}

void DetailsPane::refresh()
{
    if (!isShown())
        return;
    m_scroll->setEnabled(m_draft->changeOf(m_row) != Draft::Change::Removed);
    const QHash<QString, QString> problems = problemsByField();
    for (DetailsRow *row : m_rows)
        refreshRow(*row, problems);
}

void DetailsPane::refreshRow(DetailsRow &row, const QHash<QString, QString> &problems)
{
    const FieldPath &path = row.path();
    const QString name = path.text();
    QString problem = problems.value(name);
    auto *field = qobject_cast<FieldRow *>(&row);
    if (!field || !field->isEditing())
        row.showValue(valueOf(path));
    if (auto *heading = qobject_cast<HeadingRow *>(&row)) {
        const bool open = isOpen(path);
        heading->setOpen(open);
        if (path.kind == FieldPath::Kind::Item)
            heading->setItemCount(valueOf(path.parent()).toArray().size());
        if (!open) { // what is wrong inside is not hidden with it
            const auto inside =
                std::count_if(problems.keyBegin(), problems.keyEnd(), [&name](const QString &key) {
                    return key.startsWith(name)
                        && (key.mid(name.size(), 1) == u"." || key.mid(name.size(), 1) == u"[");
                });
            if (inside > 0)
                problem += (problem.isEmpty() ? QString() : QStringLiteral("\n"))
                    % tr("%n field(s) in here with problems", nullptr, static_cast<int>(inside));
        }
    }
    row.setNotes(path.isHeading() ? QString() : beforeOf(path), problem);
}

QString DetailsPane::beforeOf(const FieldPath &path) const
{
    const QJsonObject *base = m_draft->baseOf(m_row);
    if (!base)
        return {};
    const QJsonValue held = valueAt(*base, path);
    if (sameValue(*path.field, held, valueOf(path)))
        return {};
    return tr("The tenant holds: %1")
        .arg(isNothing(held) ? placeholderText(held) : shownText(*path.field, held));
}

QString DetailsPane::note(int selected) const
{
    if (m_row < 0)
        return tr("Choose a resource to see its fields.");
    QStringList notes;
    if (selected > 1)
        notes.append(tr("%1 resources are chosen; this is the current one.").arg(selected));
    switch (m_draft->changeOf(m_row)) {
    case Draft::Change::Removed:
        notes.append(tr("Removed: deleted by the next push. Revert brings it back."));
        break;
    case Draft::Change::Added:
        notes.append(tr("Added by the next push."));
        break;
    case Draft::Change::Changed:
        notes.append(tr("Changed by the next push."));
        break;
    case Draft::Change::None:
        notes.append(tr("As the tenant holds it."));
        break;
    }
    return notes.join(u' ');
}

QHash<QString, QString> DetailsPane::problemsByField() const
{
    QHash<QString, QString> messages;
    for (const Problem &problem : m_problems) {
        if (problem.row != m_row)
            continue;
        QString &words = messages[problem.field];
        words += (words.isEmpty() ? QString() : QStringLiteral("\n"))
            % (problem.severity == Problem::Severity::Error ? tr("Problem: %1") : tr("Worth a look: %1"))
                  .arg(problem.message);
    }
    return messages;
}

void DetailsPane::showHelp(QWidget *focus)
{
    const auto row = std::find_if(m_rows.begin(), m_rows.end(), [focus](const DetailsRow *each) {
        return focus && each->isAncestorOf(focus);
    });
    m_help->setText(row == m_rows.end() ? tr("Go to a field to read what it is for.") : (*row)->help());
}

/// The icons of the rows are drawn for one palette.
void DetailsPane::changeEvent(QEvent *event)
{
    QGroupBox::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_rows.empty()) {
        takeTyped();
        rebuild({});
        follow();
    }
}

/// Esc drops what was typed.
void DetailsPane::keyPressEvent(QKeyEvent *event)
{
    const auto row = std::find_if(m_rows.begin(), m_rows.end(), [](const DetailsRow *each) {
        const auto *field = qobject_cast<const FieldRow *>(each);
        return field && field->isEditing();
    });
    if (event->key() == Qt::Key_Escape && row != m_rows.end() && isShown())
        (*row)->showValue(valueOf((*row)->path()));
    else
        QGroupBox::keyPressEvent(event);
}

} // namespace Fullstate
