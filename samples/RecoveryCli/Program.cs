using RecoveryCli;

return await CommandLine.RunAsync(Verbs.All(), args);
