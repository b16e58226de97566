namespace AccountRecovery;

/// <summary>
/// The countries whose phone numbers can be contacts, one a line in ordinal order of the names: ISO 3166-1 alpha-2, country code, national prefix, English name.
/// </summary>
/// <remarks>
/// Country codes: Recommendation ITU-T E.164, list of assigned country codes. National prefixes: the metadata of
/// libphonenumber (npm libphonenumber-js 1.13.16, max), as of 2026-11-22. The English names are those of Unicode CLDR in the version that Node.js 20.20.2 contains.
/// A national prefix is dialled before a number inside the country and omitted after the country code. Several prefixes are tried in order.
/// <c>8:10</c> is removed only if 10 digits remain, because a number may also begin with 8.
/// The script tests/AccountRecovery.Tests/Contacts/countries.mjs generates these lines.
/// </remarks>
internal static class CountryRows
{
    internal const string Text = """
        AF|93|0|Afghanistan
        AL|355|0|Albania
        DZ|213|0|Algeria
        AS|1|1:10|American Samoa
        AD|376||Andorra
        AO|244||Angola
        AI|1|1:10|Anguilla
        AG|1|1:10|Antigua & Barbuda
        AR|54|0|Argentina
        AM|374|0|Armenia
        AW|297||Aruba
        AC|247||Ascension Island
        AU|61|0|Australia
        AT|43|0|Austria
        AZ|994|0|Azerbaijan
        BS|1|1:10|Bahamas
        BH|973||Bahrain
        BD|880|0|Bangladesh
        BB|1|1:10|Barbados
        BY|375|80:9,8:9,0:9|Belarus
        BE|32|0|Belgium
        BZ|501||Belize
        BJ|229||Benin
        BM|1|1:10|Bermuda
        BT|975||Bhutan
        BO|591|0|Bolivia
        BA|387|0|Bosnia & Herzegovina
        BW|267||Botswana
        BR|55|0|Brazil
        IO|246||British Indian Ocean Territory
        VG|1|1:10|British Virgin Islands
        BN|673||Brunei
        BG|359|0|Bulgaria
        BF|226||Burkina Faso
        BI|257||Burundi
        KH|855|0|Cambodia
        CM|237||Cameroon
        CA|1|1:10|Canada
        CV|238||Cape Verde
        BQ|599||Caribbean Netherlands
        KY|1|1:10|Cayman Islands
        CF|236||Central African Republic
        TD|235||Chad
        CL|56||Chile
        CN|86|0|China
        CX|61|0|Christmas Island
        CC|61|0|Cocos (Keeling) Islands
        CO|57|0|Colombia
        KM|269||Comoros
        CG|242||Congo - Brazzaville
        CD|243|0|Congo - Kinshasa
        CK|682||Cook Islands
        CR|506||Costa Rica
        HR|385|0|Croatia
        CU|53|0|Cuba
        CW|599||Curaçao
        CY|357||Cyprus
        CZ|420||Czechia
        CI|225||Côte d’Ivoire
        DK|45||Denmark
        DJ|253||Djibouti
        DM|1|1:10|Dominica
        DO|1|1:10|Dominican Republic
        EC|593|0|Ecuador
        EG|20|0|Egypt
        SV|503||El Salvador
        GQ|240||Equatorial Guinea
        ER|291|0|Eritrea
        EE|372||Estonia
        SZ|268||Eswatini
        ET|251|0|Ethiopia
        FK|500||Falkland Islands
        FO|298||Faroe Islands
        FJ|679||Fiji
        FI|358|0|Finland
        FR|33|0|France
        GF|594|0|French Guiana
        PF|689||French Polynesia
        GA|241|0:8|Gabon
        GM|220||Gambia
        GE|995|0|Georgia
        DE|49|0|Germany
        GH|233|0|Ghana
        GI|350||Gibraltar
        GR|30||Greece
        GL|299||Greenland
        GD|1|1:10|Grenada
        GP|590|0|Guadeloupe
        GU|1|1:10|Guam
        GT|502||Guatemala
        GG|44|0|Guernsey
        GN|224||Guinea
        GW|245||Guinea-Bissau
        GY|592||Guyana
        HT|509||Haiti
        HN|504||Honduras
        HK|852||Hong Kong SAR China
        HU|36|06|Hungary
        IS|354||Iceland
        IN|91|0|India
        ID|62|0|Indonesia
        IR|98|0|Iran
        IQ|964|0|Iraq
        IE|353|0|Ireland
        IM|44|0|Isle of Man
        IL|972|0|Israel
        IT|39||Italy
        JM|1|1:10|Jamaica
        JP|81|0|Japan
        JE|44|0|Jersey
        JO|962|0|Jordan
        KZ|7|8:10|Kazakhstan
        KE|254|0|Kenya
        KI|686|0|Kiribati
        XK|383|0|Kosovo
        KW|965||Kuwait
        KG|996|0|Kyrgyzstan
        LA|856|0|Laos
        LV|371||Latvia
        LB|961|0|Lebanon
        LS|266||Lesotho
        LR|231|0|Liberia
        LY|218|0|Libya
        LI|423|0|Liechtenstein
        LT|370|0,8:8|Lithuania
        LU|352||Luxembourg
        MO|853||Macao SAR China
        MG|261|0|Madagascar
        MW|265|0|Malawi
        MY|60|0|Malaysia
        MV|960||Maldives
        ML|223||Mali
        MT|356||Malta
        MH|692|1|Marshall Islands
        MQ|596|0|Martinique
        MR|222||Mauritania
        MU|230||Mauritius
        YT|262|0|Mayotte
        MX|52||Mexico
        FM|691||Micronesia
        MD|373|0|Moldova
        MC|377|0|Monaco
        MN|976|0|Mongolia
        ME|382|0|Montenegro
        MS|1|1:10|Montserrat
        MA|212|0|Morocco
        MZ|258||Mozambique
        MM|95|0|Myanmar (Burma)
        NA|264|0|Namibia
        NR|674||Nauru
        NP|977|0|Nepal
        NL|31|0|Netherlands
        NC|687||New Caledonia
        NZ|64|0|New Zealand
        NI|505||Nicaragua
        NE|227||Niger
        NG|234|0|Nigeria
        NU|683||Niue
        NF|672||Norfolk Island
        KP|850|0|North Korea
        MK|389|0|North Macedonia
        MP|1|1:10|Northern Mariana Islands
        NO|47||Norway
        OM|968||Oman
        PK|92|0|Pakistan
        PW|680||Palau
        PS|970|0|Palestinian Territories
        PA|507||Panama
        PG|675||Papua New Guinea
        PY|595|0|Paraguay
        PE|51|0|Peru
        PH|63|0|Philippines
        PL|48||Poland
        PT|351||Portugal
        PR|1|1:10|Puerto Rico
        QA|974||Qatar
        RO|40|0|Romania
        RU|7|8:10|Russia
        RW|250|0|Rwanda
        RE|262|0|Réunion
        WS|685||Samoa
        SM|378||San Marino
        SA|966|0|Saudi Arabia
        SN|221||Senegal
        RS|381|0|Serbia
        SC|248||Seychelles
        SL|232|0|Sierra Leone
        SG|65||Singapore
        SX|1|1:10|Sint Maarten
        SK|421|0|Slovakia
        SI|386|0|Slovenia
        SB|677||Solomon Islands
        SO|252|0|Somalia
        ZA|27|0|South Africa
        KR|82|0|South Korea
        SS|211|0|South Sudan
        ES|34||Spain
        LK|94|0|Sri Lanka
        BL|590|0|St. Barthélemy
        SH|290||St. Helena
        KN|1|1:10|St. Kitts & Nevis
        LC|1|1:10|St. Lucia
        MF|590|0|St. Martin
        PM|508|0|St. Pierre & Miquelon
        VC|1|1:10|St. Vincent & Grenadines
        SD|249|0|Sudan
        SR|597||Suriname
        SJ|47||Svalbard & Jan Mayen
        SE|46|0|Sweden
        CH|41|0|Switzerland
        SY|963|0|Syria
        ST|239||São Tomé & Príncipe
        TW|886|0|Taiwan
        TJ|992||Tajikistan
        TZ|255|0|Tanzania
        TH|66|0|Thailand
        TL|670||Timor-Leste
        TG|228||Togo
        TK|690||Tokelau
        TO|676||Tonga
        TT|1|1:10|Trinidad & Tobago
        TA|290||Tristan da Cunha
        TN|216||Tunisia
        TM|993|8:8|Turkmenistan
        TC|1|1:10|Turks & Caicos Islands
        TV|688||Tuvalu
        TR|90|0|Türkiye
        VI|1|1:10|U.S. Virgin Islands
        UG|256|0|Uganda
        UA|380|0|Ukraine
        AE|971|0|United Arab Emirates
        GB|44|0|United Kingdom
        US|1|1:10|United States
        UY|598|0|Uruguay
        UZ|998||Uzbekistan
        VU|678||Vanuatu
        VA|39||Vatican City
        VE|58|0|Venezuela
        VN|84|0|Vietnam
        WF|681||Wallis & Futuna
        EH|212|0|Western Sahara
        YE|967|0|Yemen
        ZM|260|0|Zambia
        ZW|263|0|Zimbabwe
        AX|358|0|Åland Islands
        """;
}
