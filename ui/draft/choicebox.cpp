// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/draft/choicebox.h"

#include "app/draft/resourcetable.h"
#include "ui/draft/nothing.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QListView>
#include <QSignalBlocker>
#include <QStyleHints>
#include <QWheelEvent>

namespace Fullstate {

namespace {

/// A list in which typed letters are looked for at the beginning of its entries, then anywhere in them.
class FindingList final : public QListView
{
public:
    using QListView::QListView;

    void keyboardSearch(const QString &search) override
    {
        const bool goesOn = m_lastKey.isValid()
            && m_lastKey.elapsed() < QGuiApplication::styleHints()->keyboardInputInterval();
        m_lastKey.start();
        m_typed = goesOn ? QString(m_typed % search) : search;
        // The same letter again goes on to the next entry with it, as in every list.
        const bool again = m_typed.size() > 1 && m_typed.count(m_typed.front()) == m_typed.size();
        if (!(again && find(m_typed.left(1), 1)) && !find(m_typed, again || m_typed.size() == 1 ? 1 : 0))
            m_typed.chop(search.size());
    }

private:
    bool find(const QString &text, int from)
    {
        const int count = model()->rowCount();
        for (const Qt::MatchFlag how : {Qt::MatchStartsWith, Qt::MatchContains}) {
            for (int i = 0; i < count; ++i) {
                const QModelIndex index = model()->index((currentIndex().row() + from + i) % count, 0);
                const QString entry = index.data().toString();
                if (how == Qt::MatchStartsWith ? entry.startsWith(text, Qt::CaseInsensitive)
                                               : entry.contains(text, Qt::CaseInsensitive)) {
                    setCurrentIndex(index);
                    return true;
                }
            }
        }
        return false;
    }

    QString m_typed;
    QElapsedTimer m_lastKey;
};

/// Null and absent are one for an optional field, as they are for the tenant.
bool meansSame(const Field &field, const QJsonValue &left, const QJsonValue &right)
{
    return left == right || (!field.required && left.isNull() && right.isUndefined());
}

} // namespace

ChoiceBox::ChoiceBox(const Field &field, QWidget *parent)
    : QComboBox(parent)
    , m_field(field)
{
    setView(new FindingList(this));
    setSizeAdjustPolicy(QComboBox::AdjustToContents);
    setFocusPolicy(Qt::StrongFocus); // not by the wheel
    setValue(QJsonValue::Undefined);
    connect(this, &QComboBox::currentIndexChanged, &m_events, &EditorEvents::edited);
    m_typing.setSingleShot(true);
    m_typing.setInterval(QGuiApplication::styleHints()->keyboardInputInterval());
    connect(&m_typing, &QTimer::timeout, &m_events, &EditorEvents::done);
    connect(this, &QComboBox::activated, this, [this] {
        if (m_byKey)
            m_typing.start();
        else
            Q_EMIT m_events.done();
    });
}

void ChoiceBox::addChoices()
{
    if (m_field.kind == Field::Kind::Boolean) {
        addItem(tr("Yes"), QVariant::fromValue(QJsonValue(true)));
        addItem(tr("No"), QVariant::fromValue(QJsonValue(false)));
    } else {
        for (const QString &choice : m_field.choices)
            addItem(choice, QVariant::fromValue(QJsonValue(choice)));
    }
    if (m_field.required && m_field.nullable)
        addItem(tr("null (not known)"), QVariant::fromValue(QJsonValue(QJsonValue::Null)));
    if (!m_field.required)
        addItem(tr("Not set"), QVariant::fromValue(QJsonValue(QJsonValue::Undefined)));
}

void ChoiceBox::setValue(const QJsonValue &value)
{
    if (count() > 0 && value == m_value && !editedValue()) // its list may be open
        return;
    m_value = value;
    const QSignalBlocker quiet(this);
    clear();
    addChoices();
    m_initial = -1;
    for (int i = 0; i < count() && m_initial < 0; ++i) {
        if (meansSame(m_field, value, itemData(i).toJsonValue()))
            m_initial = i;
    }
    if (m_initial < 0) { // nothing that is there gets lost by looking at it
        const QString text =
            isNothing(value) ? Fullstate::placeholderText(value) : displayText(m_field, value);
        insertItem(0, value.isUndefined() ? text : tr("%1 (not a choice)").arg(text),
                   QVariant::fromValue(value));
        m_initial = 0;
    }
    setCurrentIndex(m_initial);
}

std::optional<QJsonValue> ChoiceBox::editedValue() const
{
    return currentIndex() == m_initial ? std::nullopt : std::optional(currentData().toJsonValue());
}

QSize ChoiceBox::minimumSizeHint() const
{
    QSize size = QComboBox::minimumSizeHint(); // of the longest choice: a narrow form cuts it off instead
    size.setWidth(qMin(size.width(), fontMetrics().averageCharWidth() * 16));
    return size;
}

void ChoiceBox::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        settle();
    m_byKey = true;
    QComboBox::keyPressEvent(event);
    m_byKey = false;
}

void ChoiceBox::focusOutEvent(QFocusEvent *event)
{
    QComboBox::focusOutEvent(event);
    settle();
}

void ChoiceBox::settle()
{
    if (!m_typing.isActive())
        return;
    m_typing.stop();
    Q_EMIT m_events.done();
}

void ChoiceBox::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}

} // namespace Fullstate
