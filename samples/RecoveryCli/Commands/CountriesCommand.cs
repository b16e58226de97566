using System.CommandLine;
using System.Text.Json.Nodes;
using AccountRecovery;

namespace RecoveryCli.Commands;

/// <summary>Needs no database, so it makes none.</summary>
internal sealed class CountriesCommand : Command
{
    internal CountriesCommand()
        : base("countries", "Lists the countries that 'add-contact --country' takes, with the codes that their numbers begin with.") => SetAction(given =>
        {
            Answer answer = Say(CallingCodes.All);
            answer.Print(given.GetValue(SharedOptions.Json));
            return (int)answer.Code;
        });

    internal static Answer Say(IReadOnlyList<CallingCode> all)
    {
        int width = all.Max(country => country.Name.Length);
        return new Answer(
            ExitCode.Done,
            "listed",
            string.Join('\n', all.Select(country => $"{country.Name.PadRight(width)}  {country.Country}  +{country.Code}")),
            new JsonObject
            {
                ["countries"] = new JsonArray([.. all.Select(country => (JsonNode)new JsonObject
                {
                    ["country"] = country.Country,
                    ["name"] = country.Name,
                    ["code"] = country.Code,
                })]),
            });
    }
}
