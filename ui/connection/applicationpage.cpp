// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/applicationpage.h"

#include "ui/connection/secretfield.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <algorithm>

namespace Fullstate {

ApplicationPage::ApplicationPage(ConnectionDraft &draft, std::vector<Connection> existing, QWidget *parent)
    : QWizardPage(parent)
    , m_draft(draft)
    , m_existing(std::move(existing))
    , m_form(new QFormLayout(this))
    , m_name(new QLineEdit(this))
    , m_region(new QComboBox(this))
    , m_api(new QLineEdit(this))
    , m_browser(new QLineEdit(this))
    , m_clientId(new QLineEdit(this))
    , m_secret(new SecretField(tr("Client secret"), this))
    , m_help(new QLabel(this))
    , m_note(new QLabel(this))
{
    setTitle(tr("Application"));
    for (const Region region : {Region::Us, Region::Eu, Region::Australia, Region::Gov, Region::Custom})
        m_region->addItem(regionTitle(region), static_cast<int>(region));
    build();
    for (QLineEdit *field : {m_name, m_api, m_browser, m_clientId, static_cast<QLineEdit *>(m_secret)}) {
        connect(field, &QLineEdit::textChanged, this, [this] {
            explainState();
            Q_EMIT completeChanged();
        });
    }
    connect(m_region, &QComboBox::currentIndexChanged, this, [this] {
        followKind();
        explainState();
        Q_EMIT completeChanged();
    });
}

void ApplicationPage::build()
{
    m_name->setObjectName(QStringLiteral("name"));
    m_region->setObjectName(QStringLiteral("region"));
    m_api->setObjectName(QStringLiteral("apiUrl"));
    m_browser->setObjectName(QStringLiteral("browserUrl"));
    m_clientId->setObjectName(QStringLiteral("clientId"));
    m_secret->setObjectName(QStringLiteral("clientSecret"));
    m_note->setObjectName(QStringLiteral("note"));

    m_name->setAccessibleName(tr("Name"));
    m_region->setAccessibleName(tr("Region"));
    m_api->setAccessibleName(tr("API URL"));
    m_browser->setAccessibleName(tr("Browser URL"));
    m_clientId->setAccessibleName(tr("Client ID"));
    m_name->setPlaceholderText(tr("As you call it, “Acme” for example"));
    m_api->setPlaceholderText(QStringLiteral("https://api.example.com"));
    m_browser->setPlaceholderText(QStringLiteral("https://app.example.com"));
    m_help->setText(tr("Client ID and client secret are in the Developer Console of your tenant (Settings → "
                       "Developer Console → your application). The client secret is shown there only once, "
                       "when it is made; a new one can be made any time. It is kept in the keychain of this "
                       "computer, in no file."));
    for (QLabel *label : {m_help, m_note}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }

    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_form->addRow(tr("&Name"), m_name);
    m_form->addRow(tr("&Region"), m_region);
    m_form->addRow(tr("&API URL"), m_api);
    m_form->addRow(tr("Bro&wser URL"), m_browser);
    m_form->addRow(tr("&Client ID"), m_clientId);
    m_form->addRow(tr("Client &secret"), m_secret);
    m_form->addRow(m_help);
    m_form->addRow(m_note);
}

bool ApplicationPage::isCustom() const
{
    return static_cast<Region>(m_region->currentData().toInt()) == Region::Custom;
}

void ApplicationPage::initializePage()
{
    const QString practiceName = tr("Practice tenant");
    if (isPractice() && m_name->text().isEmpty())
        m_name->setText(practiceName);
    else if (!isPractice() && m_name->text() == practiceName)
        m_name->clear();
    followKind();
    explainState();
    m_name->setFocus();
}

/// Shows the fields that the kind and the region ask for. QFormLayout hides no rows before they are widgets.
void ApplicationPage::followKind()
{
    setSubTitle(isPractice() ? tr("How the connection is called here.")
                             : tr("Which application, and where its tenant is."));
    const auto show = [this](QWidget *field, bool visible) {
        field->setVisible(visible);
        if (QWidget *label = m_form->labelForField(field))
            label->setVisible(visible);
    };
    show(m_region, !isPractice());
    show(m_api, !isPractice() && isCustom());
    show(m_browser, !isPractice() && isCustom());
    show(m_clientId, !isPractice());
    show(m_secret, !isPractice());
    m_help->setVisible(!isPractice());
}

Result<Hosts> ApplicationPage::typedHosts() const
{
    const Result<QUrl> api = parseHostUrl(m_api->text());
    if (!api)
        return Failure(api.error());
    const Result<QUrl> browser = parseHostUrl(m_browser->text());
    if (!browser)
        return Failure(browser.error());
    return Hosts{*api, *browser};
}

Connection ApplicationPage::typed() const
{
    Connection connection = m_draft.connection;
    connection.name = m_name->text().simplified();
    if (isPractice())
        return connection;
    connection.region = static_cast<Region>(m_region->currentData().toInt());
    connection.custom = {};
    if (isCustom())
        connection.custom = typedHosts().value_or(Hosts());
    connection.clientId = m_clientId->text().trimmed();
    return connection;
}

bool ApplicationPage::isComplete() const
{
    if (m_name->text().simplified().isEmpty())
        return false;
    if (isPractice())
        return true;
    return !m_clientId->text().trimmed().isEmpty() && !m_secret->secret().isEmpty()
        && (!isCustom() || typedHosts());
}

/// What stands in the way, or is worth knowing, of what is typed so far.
void ApplicationPage::explainState()
{
    QStringList notes;
    if (!isPractice() && isCustom()) {
        for (const QLineEdit *field : {m_api, m_browser}) {
            const Result<QUrl> url = parseHostUrl(field->text());
            if (!field->text().isEmpty() && !url)
                notes.append(field->accessibleName() % QLatin1String(": ") % url.error().message);
        }
    }
    const Connection connection = typed();
    for (const Connection &other : m_existing) {
        if (!connection.name.isEmpty() && other.name == connection.name)
            notes.append(tr("There is a connection of this name already."));
        if (!isPractice() && !connection.clientId.isEmpty() && other.clientId == connection.clientId
            && other.hosts().api == connection.hosts().api)
            notes.append(
                (isPublic() ? tr("“%1” uses the same application. That works: each customer has tokens of "
                                 "its own.")
                            : tr("“%1” uses the same application. That works: both share its access token."))
                    .arg(other.name));
    }
    notes.removeDuplicates();
    m_note->setText(notes.join(u'\n'));
    m_note->setVisible(!notes.isEmpty());
}

bool ApplicationPage::validatePage()
{
    m_draft.connection = typed();
    m_draft.secret = isPractice() ? QByteArray() : m_secret->secret();
    return true;
}

int ApplicationPage::nextId() const
{
    return isPractice() ? -1 : QWizardPage::nextId();
}

} // namespace Fullstate
