using System.Globalization;
using AccountRecovery;

// startup [rounds]     an application with stock Identity, without the line and with it, started in turns: time to its first answer, and memory then
// serve with|without   one such application
switch (args)
{
    case ["startup", ..]:
        await StartUp.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 20);
        return 0;
    case ["serve", "with" or "without"]:
        await Shop.RunAsync(withTheLine: args[1] == "with");
        return 0;
    default:
        Console.Error.WriteLine("startup [rounds]");
        return 2;
}
