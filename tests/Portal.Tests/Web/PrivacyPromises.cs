namespace Portal.Tests.Web;

/// <summary>A sentence of the privacy page, and what shows that it is true.</summary>
/// <param name="Sentence">As a reader reads it.</param>
/// <param name="Tests">Tests by class and name; none for what is said of people and law instead of the portal.</param>
/// <param name="Why">For a sentence without a test: what it says.</param>
internal sealed record PrivacyPromise(string Sentence, IReadOnlyList<string> Tests, string? Why = null);

/// <summary>
/// The privacy page (content/paginas/privacy.md), sentence by sentence, in its order. Whoever changes a sentence says here which test shows
/// that it is true; whoever changes what the portal does finds the sentence that must change.
/// </summary>
internal static class PrivacyPromises
{
    private const string NoTrace = "PrivacyTests.A_visitor_who_opens_every_page_leaves_no_trace";
    private const string NoCookie = "AccountTests.A_visitor_has_no_cookie_until_the_form_to_sign_in";
    private const string OwnOnly = "PrivacyPageTests.Nothing_of_another_company_stands_on_a_page";
    private const string Practise = "ModulePageTests.A_visitor_reads_and_practises_and_nothing_is_kept";
    private const string QuizWithoutAccount = "QuizPageTests.No_answer_sets_a_cookie";
    private const string Counted = "QuizCountsTests.A_form_is_counted_once_however_often_it_is_sent";
    private const string NotTyped = "QuizCountsTests.What_was_typed_is_not_kept_only_how_it_turned_out";
    private const string Export = "PrivacyTests.A_member_takes_along_everything_as_tables_and_as_JSON";
    private const string LearningExport = "LearningPrivacyTests.The_export_holds_everything_that_was_done_in_words";
    private const string Erased = "PrivacyTests.An_erased_member_leaves_no_trace_in_any_table";
    private const string ErasedEarlier = "PrivacyTests.An_erased_member_leaves_no_trace_under_an_earlier_address_either";
    private const string ErasedLearner = "LearningPrivacyTests.An_erased_learner_leaves_no_trace_in_any_table_and_the_totals_stay";
    private const string Certificate = "CheckPageTests.A_visitor_sees_what_was_granted_and_that_it_counts";
    private const string NotHow = "CheckPageTests.A_certificate_shows_that_the_module_was_passed_and_not_how";
    private const string OwnAnswers = "MyLearningTests.Nobody_sees_the_answers_of_somebody_else";
    private const string TenPeople = "AnswerReportTests.A_question_has_figures_from_ten_answers_on_and_flags_from_thirty";
    private const string TenGains = "AnswerReportTests.Nine_learners_show_no_gain_and_ten_do";
    private const string BeforeAfter = "BeforeAndAfterTests.No_report_moves_with_any_one_learner_who_hands_in";
    private const string ContactSees = "MatrixPageTests.A_contact_person_sees_the_own_organisation_and_no_other";
    private const string CoordinatorSees =
        "MatrixPageTests.A_coordinator_says_what_for_before_names_are_shown_and_the_learner_can_see_that";
    private const string Cells = "MatrixPageTests.A_cell_says_how_somebody_stands_and_never_what_they_scored";
    private const string Looked = "LearningPrivacyTests.A_learner_sees_who_looked_at_lists_with_their_name_and_why";
    private const string Reminded = "RemindTests.A_reminder_is_shown_as_it_will_be_and_goes_once_to_each_who_wants_it";
    private const string Inactive = "PrivacyTests.Who_stays_away_two_years_is_warned_and_a_month_later_gone";
    private const string TwoYears = "LearningPrivacyTests.Answers_go_after_two_years_and_the_score_and_the_certificate_stay";
    private const string Subscribes = "SignUpTests.A_visitor_asks_reads_the_mail_and_confirms_with_a_button";
    private const string AskedAgain = "RenewalTests.After_two_years_somebody_is_asked_once_and_a_yes_counts_for_two_more";
    private const string NotRenewed = "RenewalTests.Who_does_not_answer_within_a_month_gets_it_no_more_and_is_forgotten_a_year_later";
    private const string ForgottenNow = "UnsubscribeTests.Who_left_has_everything_removed_at_once_but_that_nothing_may_be_sent";
    private const string SameForAll = "ClickTests.Two_readers_get_the_same_mail_but_for_the_key_in_their_own_links";
    private const string QuestionGone = "QuestionPrivacyTests.A_year_after_it_was_closed_a_question_is_gone_and_the_numbers_stay";
    private const string Forgotten =
        "RegisterByMailTests.What_nobody_confirms_is_gone_after_a_week_and_what_is_needed_a_month_after_the_event";
    private const string WhereTheyWere =
        "AttendanceBookTests.A_member_finds_back_where_they_were_and_is_forgotten_there_with_their_account";
    private const string Log = "SecurityLogTests.What_happens_to_an_account_is_told_by_id_and_no_line_holds_a_secret_or_an_address";

    public static IReadOnlyList<PrivacyPromise> All { get; } =
    [
        By("Lezen en quizzen kan zonder account, zonder cookies en zonder volgers.", NoTrace, QuizWithoutAccount),
        By("Dit bewaren we als je een account hebt, en wie het ziet.", Export, ContactSees),
        By("Je kunt alles lezen, oefenen en elke quiz doen zonder te vertellen wie je bent.", NoTrace, Practise, QuizWithoutAccount),
        By("Dan zetten we geen cookies en volgen we je niet.", NoCookie, NoTrace),
        By("Maak je een account, dan bewaren we wat nodig is om te leren en een bewijs te krijgen.", Export, LearningExport),
        By("Dat kun je altijd zien, meenemen en laten verwijderen.", Export, LearningExport, Erased),
        By("Dit portaal plaatst uit zichzelf geen cookies als je leest.", NoCookie, NoTrace),
        By("Er draait geen statistiekprogramma van een ander bedrijf.", OwnOnly, NoTrace),
        By(
            "We tellen zelf per maand hoe vaak een pagina is geopend, en op welke dag voor het laatst.",
            "ReadsTests.A_page_is_counted_when_it_is_made_when_it_is_kept_and_when_the_reader_has_it_already"),
        By("Van wie dat deed, bewaren we niets.", "ReadsTests.Kept_of_a_read_are_a_page_a_month_a_number_and_a_day"),
        By(
            "Wil je dat je browser je laatste zoekvragen onthoudt, dan zet je dat zelf aan op de pagina Zoeken.",
            "SearchTests.Questions_are_remembered_only_by_who_wants_that_and_only_here", NoTrace),
        By(
            "Ze gaan niet naar ons toe, en je kunt ze daar wissen.",
            "SearchTests.Questions_are_remembered_only_by_who_wants_that_and_only_here"),
        By(
            "Klik je op een resultaat, dan tellen we alleen op welke plaats het stond.",
            "SearchOfficeTests.Kept_of_a_click_are_a_day_a_place_and_a_number"),
        By(
            "Kies je onder aan een pagina zelf andere kleuren, dan onthoudt je browser dat een jaar in een cookie.",
            "ColourChoiceTests.The_cookie_says_the_choice_and_nothing_else_and_is_read_by_nobody_but_the_portal"),
        By(
            "Daarin staat alleen je keuze.",
            "ColourChoiceTests.The_cookie_says_the_choice_and_nothing_else_and_is_read_by_nobody_but_the_portal"),
        By(
            "Kies je weer ‘Zoals mijn apparaat’, dan is de cookie weg.",
            "ColourChoiceTests.A_choice_is_made_at_the_foot_of_a_page_and_holds_on_every_page_until_it_is_taken_back"),
        By("Er staan geen knoppen van sociale media op de pagina's.", OwnOnly),
        By("Lettertypen komen van onze eigen server.", OwnOnly, NoTrace),
        By("Zo ziet geen ander bedrijf dat je hier was.", OwnOnly, NoTrace),
        By("Voor een quiz heb je geen account nodig.", QuizWithoutAccount),
        By("We tellen per dag hoe vaak een antwoord is gekozen.", Counted),
        By("Wie dat deed, weten we niet.", NotTyped, QuizWithoutAccount),
        By("We bewaren:", Export),
        By("je naam, e-mailadres, organisatie, gemeente, domein, functie en thema's;", Export),
        By(
            "waar je bent ingelogd en hoe (zonder je wachtwoord: daarvan bewaren we alleen een versleutelde vorm);", Export,
            "PrivacyPageTests.A_password_is_kept_in_a_form_that_nobody_reads"),
        By("welke modules je doet, je antwoorden, je toetsen, je plannen en je bewijzen;", LearningExport),
        By(
            "bij welke trainingen en bijeenkomsten je was;",
            "AttendanceTests.What_somebody_attended_is_in_the_export_and_goes_with_the_account"),
        By("welke vragen terugkomen om te oefenen, als je dat wilt.", LearningExport),
        By("Op de pagina's om in te loggen zetten we een paar cookies.", NoCookie),
        By("Zonder die cookies kan inloggen niet.", "PrivacyPageTests.Without_its_cookies_nobody_signs_in"),
        By(
            "Valt je internet weg terwijl je een module doet, dan bewaart je browser je antwoorden tot ze zijn verstuurd.",
            "ModuleTests.Without_internet_answers_wait_in_the_browser_and_are_stored_once_when_it_is_back"),
        By(
            "We gebruiken dit om jou te laten leren, om je een bewijs te geven en om te weten waar in de regio mensen getraind zijn.",
            Certificate, "CoveragePageTests.Two_people_in_a_municipality_are_nowhere_to_be_found"),
        Said("We verkopen niets en geven niets door aan adverteerders.", "what people do; that no page asks another site is tested above"),
        By("Vraag je om de nieuwsbrief, dan bewaren we je e-mailadres, je keuzes en het bewijs dat je erom vroeg.", Subscribes),
        By(
            "Je bent pas aangemeld als je op de knop drukt achter de link in onze mail.", Subscribes,
            "SignUpTests.Whoever_only_looks_at_a_link_confirms_nothing"),
        By("Doe je dat niet, dan is je adres na een week weg.", "RenewalTests.What_nobody_confirms_within_a_week_is_gone"),
        By(
            "In elke mail staat een link waarmee je zonder account je keuzes verandert of je afmeldt.",
            "UnsubscribeTests.Choices_change_by_the_link_and_nothing_else_does",
            "UnsubscribeTests.A_mail_program_ends_it_with_one_click_and_twice_is_once"),
        By("We volgen niet of je een mail opent of waar je op klikt.", "UnsubscribeTests.A_mail_follows_nobody", SameForAll),
        By(
            "Bij sommige nieuwsbrieven tellen we per dag hoe vaak er op een link is geklikt, voor alle lezers samen.",
            "ClickTests.What_people_follow_is_counted_by_link_and_day", SameForAll),
        By("Wie er klikte, bewaren we niet.", SameForAll, "ClickTests.Nothing_of_who_clicked_is_kept"),
        By(
            "Meld je je af met een link uit een nieuwsbrief, dan tellen we dat bij die nieuwsbrief, zonder naam.",
            "OutcomeTests.Who_leaves_by_a_link_of_a_newsletter_is_counted_there_once_and_without_a_name"),
        By(
            "We onthouden welke nieuwsbrieven we je stuurden en of er een terugkwam.",
            "ReaderDataTests.A_member_sees_which_newsletters_they_got_and_what_came_back",
            "ReturnedMailTests.Nothing_of_a_mail_that_came_back_is_kept_but_that_it_did"),
        By(
            "Bestaat je adres niet meer, komt de mail steeds terug of meld je hem als spam, dan stopt de nieuwsbrief vanzelf.",
            "ReturnedMailTests.A_mailbox_that_is_full_for_weeks_is_given_up",
            "ReturnedMailTests.Who_has_no_address_any_more_gets_no_newsletter_any_more",
            "ReturnedMailTests.Who_calls_it_spam_gets_it_no_more"),
        By("Na twee jaar vragen we of je de nieuwsbrief wilt houden.", AskedAgain),
        By("Horen we niets, dan stopt hij een maand later.", NotRenewed),
        By("Ben je gestopt, dan bewaren we je adres en het bewijs nog een jaar.", NotRenewed),
        By("Je kunt ze ook meteen laten verwijderen.", ForgottenNow),
        By(
            "Daarna blijft alleen een controlegetal van je adres, zodat niemand je via een lijst opnieuw aanmeldt.",
            ForgottenNow, NotRenewed, "OfficeTests.Of_five_hundred_lines_every_one_is_told_what_became_of_it"),
        By("Coördinatoren en beheerders zien hoeveel mensen de nieuwsbrief krijgen.", "OfficeTests.Numbers_are_of_who_would_get_it"),
        By(
            "Ze halen de adressen alleen op als ze zeggen waarvoor, en dat leggen we vast.",
            "OfficeTests.The_addresses_are_given_to_who_says_what_for_and_that_is_written_down"),
        By(
            "Stel je een vraag, meld je een fout of doe je een verzoek over je gegevens, dan bewaren we wat je invult, ons antwoord en wat "
                + "we erover noteren.", "QuestionPrivacyTests.A_member_takes_along_what_they_asked_and_what_was_said_about_it"),
        By(
            "Voordat we iets bewaren, kijken we of er gegevens van een jongere in staan.",
            "AskTests.A_name_with_an_age_is_asked_about_before_anything_is_kept", "AskTests.A_citizen_service_number_is_never_kept"),
        By(
            "Een vraag zien coördinatoren en beheerders, een fout op een pagina ook redacteuren.",
            "InboxTests.Each_role_sees_its_own_kinds_and_no_others"),
        By(
            "Een verzoek over gegevens zien alleen beheerders, en we leggen vast wie het opent.",
            "InboxTests.Each_role_sees_its_own_kinds_and_no_others", "InboxTests.Who_opens_a_request_about_data_is_written_down"),
        By("Een jaar nadat je vraag klaar is, is hij weg.", QuestionGone),
        By("Alleen aantallen blijven.", QuestionGone),
        By(
            "Meld je je aan, dan bewaren we je naam, je e-mailadres, waar je werkt als je dat invult, en je antwoorden.",
            "RegisterByMailTests.A_visitor_asks_reads_the_mail_and_has_a_place_when_the_button_is_pressed",
            "MemberRegistrationTests.A_member_takes_along_what_they_registered_for"),
        By(
            "Zonder account ben je pas aangemeld als je op de knop drukt achter de link in onze mail.",
            "RegisterByMailTests.Whoever_only_looks_at_a_link_changes_nothing"),
        By(
            "Vul je in wat je nodig hebt om mee te doen, zoals een dieet of een tolk, dan leest alleen wie het organiseert dat.",
            "RegisterByMailTests.A_link_that_is_forwarded_shows_no_address_and_no_need_and_confirms_for_the_same_person",
            "RegistrationOfficeTests.The_office_of_the_agenda_is_for_coordinators"),
        By("We verwijderen het 30 dagen na afloop.", Forgotten),
        By("Je naam en je aanmelding verwijderen we een jaar na afloop.", Forgotten),
        By(
            "De organisator noteert wie er was.", "ListPageTests.A_coordinator_marks_takes_back_and_finds_people_without_script",
            "ListPageTests.The_list_is_for_coordinators"),
        By("Heb je een account, dan vind je dat terug in je gegevens.", WhereTheyWere),
        By(
            "Zonder account is je naam een jaar later weg van die lijst.",
            "AttendanceBookTests.A_year_later_the_name_of_somebody_without_an_account_is_gone"),
        By(
            "Was je erbij, dan krijg je één mail met de vraag wat je ervan vond.",
            "EvaluationMailTests.Who_was_there_is_asked_once_the_morning_after"),
        By(
            "Vul je in wat je van een activiteit vond, dan bewaren we niet wie het schreef.",
            "EvaluationTests.No_row_joins_a_person_and_an_answer"),
        By(
            "De organisator ziet de antwoorden pas als er vijf of meer zijn.", "EvaluationTests.Results_are_shown_from_five_answers_on"),
        By(
            "Schrijf je teksten voor het portaal, dan bewaren we bij elke versie wie haar maakte.",
            "WriterDataTests.What_an_erased_editor_wrote_stays_and_who_it_was_is_forgotten"),
        By(
            "Houd je een pagina bij, dan staat je naam erbij voor collega's die ook schrijven.",
            "ReportTests.The_page_that_nobody_looked_at_for_longest_stands_first_with_who_keeps_it",
            "ReportTests.Who_keeps_a_page_finds_it_in_their_data_and_is_forgotten_with_the_account"),
        By(
            "Eens per maand mailen we je over pagina's die op een blik wachten; in die mail staat een link om dat uit te zetten.",
            "ReportTests.Who_keeps_old_pages_gets_one_mail_a_month_and_can_stop_it_with_one_click"),
        By("Je antwoorden en scores: alleen jij.", OwnAnswers, Cells, NotHow),
        By("In overzichten tellen ze mee als groep, vanaf tien mensen en afgerond.", TenPeople, TenGains),
        By("Zo'n overzicht verandert pas als er tien mensen bij zijn gekomen.", BeforeAfter),
        By(
            "Aan welke modules je bent begonnen, welke je hebt gehaald en bij welke trainingen je was: jij, de contactpersoon van jouw "
                + "organisatie, en een coördinator van het netwerk die eerst opschrijft waarvoor.", ContactSees, CoordinatorSees, Cells,
            "AttendedReportTests.A_training_is_a_column_beside_the_modules_for_who_may_see_names"),
        By(
            "Zij zien dat met je naam, e-mailadres, organisatie, gemeente en functie.",
            "MatrixPageTests.A_file_has_everyone_and_no_formulas",
            "RemindTests.A_coordinator_sees_who_expires_with_addresses_only_after_saying_what_for"),
        By("Als een coördinator naar namen kijkt, leggen we dat vast.", CoordinatorSees),
        By("Je vindt het terug in je gegevens.", Looked),
        By(
            "Ze kunnen je een herinnering mailen, als een bewijs verloopt of een module niet af is.", Reminded,
            "RemindTests.Who_left_a_module_is_stuck_after_four_weeks_and_until_they_come_back"),
        By(
            "Ook die vind je terug in je gegevens, en in de mail staat een link om zulke mails uit te zetten.", Reminded,
            "RemindTests.What_is_kept_of_a_reminder_is_shown_to_who_got_it_and_goes_after_two_years"),
        By(
            "Je bewijs: iedereen aan wie jij het kenmerk of de link geeft.", Certificate,
            "CheckPageTests.Who_tries_references_is_asked_to_wait"),
        By("Er staat op dat je de module hebt gehaald en wanneer, niet met welke score.", NotHow, Certificate),
        By(
            "Je naam en e-mailadres: ook de contactpersoon van jouw organisatie.",
            "PrivacyPageTests.A_contact_person_sees_names_and_addresses_of_the_own_organisation_alone"),
        By(
            "Zegt een contactpersoon dat je er niet meer werkt, dan ziet die je nog twee weken om een vergissing terug te draaien.",
            "RosterTests.That_somebody_was_taken_out_is_undone_within_two_weeks_and_not_after"),
        By("Je account: de beheerders van het portaal.", "OfficeTests.Only_an_administrator_sees_members"),
        By("Je account en wat je leerde: tot je het verwijdert.", Erased, ErasedLearner),
        By("Log je twee jaar niet in, dan vragen we of het weg kan.", Inactive),
        By("Horen we niets, dan verwijderen we het een maand later.", Inactive, "PrivacyTests.Who_comes_back_after_the_warning_stays"),
        By("Losse antwoorden in een afgeronde module: twee jaar.", TwoYears),
        By("Daarna blijven je score en je bewijs.", TwoYears),
        By("Het plan dat je na een module schrijft: twee jaar.", TwoYears),
        By("Alleen jij leest het.", OwnAnswers, "PlanTests.A_plan_is_kept_found_back_and_asked_about_once_after_three_weeks"),
        By("Dat je bij een organisatie wegging: een jaar.", "RosterTests.A_departure_is_in_one_s_data_and_forgotten_after_a_year"),
        By(
            "Dat iemand je een herinnering stuurde: twee jaar.",
            "RemindTests.What_is_kept_of_a_reminder_is_shown_to_who_got_it_and_goes_after_two_years"),
        By(
            "Mail die we je stuurden: de tekst tot hij is verstuurd, de regel dat hij is verstuurd een maand.",
            "MailDeliveryTests.A_mail_goes_out_at_once_and_reads_as_it_was_written",
            "MailDeliveryTests.A_month_after_it_was_sent_or_failed_nothing_is_left_of_a_mail"),
        By("Het logboek voor beveiliging: daarin staat een nummer, geen naam of e-mailadres.", Log),
        By("Het is een deel van het technische logboek hieronder.", Log),
        By("Het logboek van wijzigingen: zeven jaar.", "AuditChainTests.Lines_of_more_than_seven_years_go_and_the_chain_goes_on"),
        By(
            "Daarin staat wie wat veranderde in het beheer, en vanaf welk netwerk.",
            "LogBookTests.A_role_that_is_given_stands_in_the_log_with_who_gave_it_and_from_which_network"),
        By("Je staat er met een nummer in, niet met je naam.", "LogBookTests.No_name_and_no_address_stands_in_a_line"),
        By(
            "Beheerders zien alles, wie schrijft ziet wat er met teksten gebeurde.",
            "LogBookTests.An_editor_sees_lines_about_content_and_no_others"),
        By(
            "Verwijder je je account, dan weet niemand meer van wie dat nummer was.", Erased,
            "LogBookTests.Lines_of_an_erased_member_stay_and_are_of_nobody"),
        By("Verwijder je je account, dan verdwijnt alles van jou in één keer, ook wat op een eerder e-mailadres stond.",
            Erased, ErasedEarlier, ErasedLearner, WhereTheyWere, "PrivacyTests.When_a_room_cannot_forget_nothing_is_erased"),
        By(
            "Alleen totalen zonder namen blijven, en een controlegetal van je adres als je de nieuwsbrief kreeg.", ErasedLearner,
            "MemberSubscriptionTests.An_erased_member_leaves_no_trace_but_a_hash_that_keeps_lists_away"),
        By(
            "Een bewijs kan daarna niet meer worden gecontroleerd, dus bewaar zelf het bestand.",
            "CheckPageTests.An_erased_certificate_leaves_a_hash_and_a_date"),
        By("De server houdt een technisch logboek bij.", "LogsTests.A_line_of_the_log_carries_the_trace_that_an_error_page_names"),
        Said("Daarin kan staan welke pagina is opgevraagd, wanneer, en of dat lukte.", "what a server that runs the portal may keep"),
        Said("Een internetadres (IP-adres) kan daarbij horen.", "what a server that runs the portal may keep"),
        Said("We gebruiken dit om storingen te vinden en misbruik te stoppen.", "what people do"),
        Said("We maken er geen profiel van.", "what people do"),
        Said("Hoelang een logboek wordt bewaard, hangt af van waar het portaal draait.", "what whoever runs it decides"),
        Said("Die termijn is nog niet vastgesteld.", "what whoever runs it decides"),
        Said("Zodra dat gebeurt, staat hij hier.", "what whoever runs it decides"),
        By("In een module staan ook vragen om over na te denken.", "GradingTests.A_reflection_asks_for_nothing"),
        By("Daar vul je niets in.", "GradingTests.A_reflection_asks_for_nothing"),
        By("Je antwoord blijft bij jou.", "GradingTests.A_reflection_asks_for_nothing"),
        By(
            "Laat je weten dat je een training wilt, dan tellen we je mee bij je gemeente en je functie.",
            "WishTests.A_member_says_it_with_one_click_and_takes_it_back"),
        By(
            "Zonder account bewaren we daarvan geen naam, mailadres of internetadres.",
            "WishTests.A_visitor_says_where_they_work_and_nothing_else_is_kept"),
        By(
            "Om niet dubbel te tellen, bewaren we tot de volgende nacht een controlegetal van je browser en je netwerk.",
            "WishTests.A_browser_counts_once_a_day_and_what_tells_it_apart_goes_with_the_day"),
        By("Met een account kun je je wens terugnemen.", "WishTests.A_member_says_it_with_one_click_and_takes_it_back"),
        By(
            "Komt er een datum, dan krijg je daar met een account een mail over.",
            "DateMailTests.Who_would_like_a_training_hears_of_each_date_once"),
        By(
            "De coördinator ziet aantallen vanaf vijf mensen, en niet wie.",
            "WishFigureTests.Four_people_are_nowhere_to_be_seen_and_five_are"),
        By("Na een jaar vergeten we een wens.", "WishTests.After_a_year_a_wish_is_forgotten"),
        Said("Dit portaal is geen dossier en geen meldpunt.", "what it is for"),
        Said("Zet nooit de naam, foto of situatie van een echte jongere in een bericht aan ons.", "a request to the reader"),
        By(
            "Komt zo'n bericht toch binnen, dan verwijderen we het en krijg je daar een mail over.",
            "InboxTests.A_question_about_a_youngster_is_taken_away_and_who_asked_hears_why"),
        Said("Alle verhalen op het portaal zijn verzonnen.", "what editors see to"),
        Said("De privacywet AVG geeft je rechten.", "the law"),
        Said("Je mag vragen welke gegevens van jou er zijn.", "the law (AVG 15)"),
        Said("Je mag ze laten verbeteren of verwijderen, en je mag bezwaar maken.", "the law (AVG 16, 17, 21)"),
        By("Met een account doe je het meeste zelf: onder 'Mijn gegevens' download je alles of verwijder je alles.", Export, Erased),
        By("Zonder account doe je een verzoek.", "AskTests.A_request_about_data_says_by_which_day_it_is_answered"),
        By("Je krijgt binnen een maand antwoord.", "QuestionPrivacyTests.Administrators_are_told_a_week_before_the_law_wants_an_answer"),
        Said("Een andere vraag stel je via Contact.", "a link; links are checked at import"),
        Said("Ben je het niet eens met ons antwoord?", "a question"),
        Said("Dan kun je klagen bij de Autoriteit Persoonsgegevens.", "the law (AVG 77)"),
        Said("Welke organisatie voor de wet verantwoordelijk is voor dit portaal, moet nog formeel worden bepaald.", "what people do"),
        Said("Een privacyjurist toetst deze tekst voordat het portaal breed opengaat.", "what people do"),
        By(
            "Deze tekst is van 30 november 2026 en beschrijft hoe het portaal op die dag werkt.",
            "PrivacyPageTests.The_date_of_the_text_is_the_day_it_was_looked_at"),
        By(
            "Verandert er iets, dan passen we haar aan en staat hier een nieuwe datum.",
            "PrivacyPageTests.Every_sentence_is_shown_to_be_true"),
    ];

    private static PrivacyPromise By(string sentence, params string[] tests) => new(sentence, tests);

    private static PrivacyPromise Said(string sentence, string why) => new(sentence, [], why);
}
